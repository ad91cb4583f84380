/** Pages of the administration that are files of their own, loaded when they open: the folder's name is the page's. */
export const LATE_PAGES = ['outcomes', 'customers', 'checks', 'privacy', 'audit', 'health'];
