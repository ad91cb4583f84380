import type { ReasonCode, ReasonTree } from '../contract/reason-codes';

const code = (
  id: string,
  parentId: string | null,
  order: number,
  en: string,
  ja: string,
  commentRequired = false,
): ReasonCode => ({
  id,
  parentId,
  labels: { en, ja },
  reportingValue: id,
  order,
  active: true,
  queues: [],
  channels: [],
  commentRequired,
  serviceAction: null,
});

/** What stands until the first publication, so that a fresh deployment can wrap up its first call. Version 0. */
export const STARTER_TREE: ReasonTree = {
  version: 0,
  publishedAt: null,
  codes: [
    code('billing', null, 1, 'Billing', '請求'),
    code('billing_question', 'billing', 1, 'Question about an invoice', '請求書についての質問'),
    code('billing_refund', 'billing', 2, 'Refund', '返金'),
    code('billing_payment', 'billing', 3, 'Payment', '支払い'),
    code('orders', null, 2, 'Orders', '注文'),
    code('orders_status', 'orders', 1, 'Order status', '注文状況'),
    code('orders_change', 'orders', 2, 'Change or cancel an order', '注文の変更・取消'),
    code('service', null, 3, 'Service', 'サービス'),
    code('service_fault', 'service', 1, 'Fault reported', '故障の報告'),
    code('service_howto', 'service', 2, 'How to use it', '使い方'),
    code('account', null, 4, 'Account', 'アカウント'),
    code('account_details', 'account', 1, 'Details changed', '登録情報の変更'),
    code('complaint', null, 5, 'Complaint', '苦情', true),
    code('wrong_number', null, 6, 'Wrong number', '間違い電話'),
    code('other', null, 7, 'Other', 'その他', true),
  ],
};
