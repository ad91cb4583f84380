/** Where a chosen customer's Salesforce record comes up (ID-12). */
export const POP_MODES = ['tab', 'panel', 'off'] as const;
export type PopMode = (typeof POP_MODES)[number];
/** What completing a task takes; a reason always (RC-1). */
export const WRAP_UP_POLICIES = ['reason', 'reason-and-comment'] as const;
export type WrapUpPolicy = (typeof WRAP_UP_POLICIES)[number];
/** Roles of Flex that staff decisions can be given to. */
export const DECISION_ROLES = ['agent', 'supervisor', 'admin'] as const;
