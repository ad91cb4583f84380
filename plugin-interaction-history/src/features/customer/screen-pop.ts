/** Opens the record of a customer the agent has confirmed (ID-12), for one task. */
export interface ScreenPop {
  /**
   * @param url the record in Salesforce; null when it has none: nothing happens
   * @param when `gesture`: within the agent's own key or click; `after-answer`: once the server has answered, when the browser
   *   may no longer let a tab open: the link in the tab remains
   */
  pop: (url: string | null, when: 'gesture' | 'after-answer') => void;
}
