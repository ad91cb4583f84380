import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { QUEUES } from '../personas';

type Options = Partial<Pick<ReasonCode, 'active' | 'queues' | 'channels' | 'commentRequired' | 'serviceAction'>>;
/** id, English, Japanese, options, children: written as a tree, stored flat. */
type Branch = [id: string, en: string, ja: string, options?: Options, ...children: Branch[]];

const [BILLING, ORDERS] = [QUEUES[0].sid, QUEUES[1].sid];

const BRANCHES: Branch[] = [
  [
    'billing',
    'Billing',
    '請求',
    {},
    [
      'billing_refund',
      'Refund',
      '返金',
      {},
      ['billing_refund_duplicate', 'Duplicate charge', '二重請求'],
      ['billing_refund_status', 'Refund status', '返金状況'],
      ['billing_refund_goodwill', 'Goodwill credit', 'お詫びのクレジット', { commentRequired: true, queues: [BILLING] }],
      ['billing_refund_cheque', 'Refund by cheque', '小切手による返金', { active: false }],
    ],
    [
      'billing_invoice',
      'Invoice query',
      '請求書の問い合わせ',
      {},
      ['billing_invoice_amount', 'Amount explained', '金額の説明'],
      ['billing_invoice_copy', 'Copy sent', '再発行'],
    ],
    [
      'billing_payment',
      'Payment',
      '支払い',
      {},
      ['billing_payment_refused', 'Direct debit refused', '口座振替の失敗'],
      ['billing_payment_method', 'Payment method changed', '支払方法の変更'],
    ],
  ],
  [
    'service',
    'Internet service',
    'インターネット',
    {},
    [
      'service_outage',
      'Outage',
      '障害',
      {},
      ['service_outage_known', 'Known outage', '既知の障害'],
      ['service_outage_line', 'Line fault logged', '回線故障の受付'],
    ],
    ['service_install', 'Installation', '設置', {}, ['service_install_rebooked', 'Engineer rebooked', '訪問日の変更']],
    ['service_howto', 'How to use it', '使い方'],
  ],
  [
    'orders',
    'Orders',
    '注文',
    {},
    ['orders_status', 'Order status', '注文状況'],
    [
      'orders_activation',
      'Activation',
      '開通',
      {},
      ['orders_activation_failed', 'Failed, retried', '失敗・再実行', { serviceAction: 'SA-6' }],
    ],
    [
      'orders_delivery',
      'Delivery',
      '配達',
      {},
      ['orders_delivery_refused', 'Refused at the door', '受取拒否', { queues: [ORDERS] }],
    ],
  ],
  [
    'account',
    'Account',
    'アカウント',
    {},
    ['account_details', 'Details changed', '登録情報の変更'],
    ['account_portal', 'Log-in refreshed', 'ログインの再設定', { channels: ['voice', 'web'] }],
  ],
  [
    'cancellation',
    'Cancellation',
    '解約',
    {},
    ['cancellation_retained', 'Referred to retention', '引き留め担当へ', { commentRequired: true }],
    ['cancellation_requested', 'Cancellation requested', '解約申込', { serviceAction: 'SA-7' }],
  ],
  [
    'no_action',
    'No action',
    '対応なし',
    {},
    ['no_action_wrong_number', 'Wrong number', '間違い電話'],
    ['no_action_silent', 'Silent call', '無言電話', { channels: ['voice'] }],
  ],
];

function flatten(branches: readonly Branch[], parentId: string | null): ReasonCode[] {
  return branches.flatMap(([id, en, ja, options = {}, ...children], order) => [
    {
      id,
      parentId,
      labels: { en, ja },
      reportingValue: id,
      order,
      active: true,
      queues: [],
      channels: [],
      commentRequired: false,
      serviceAction: null,
      ...options,
    },
    ...flatten(children, id),
  ]);
}

/** The sandbox's published reason codes: three levels, limits to queues and channels, a retired one, comments required. */
export const REASON_TREE: ReasonCode[] = flatten(BRANCHES, null);
