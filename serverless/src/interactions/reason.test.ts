import type { ReasonCode, ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { chosenReason } from './reason';

const code = (id: string, parentId: string | null): ReasonCode => ({
  id,
  parentId,
  labels: { en: id },
  reportingValue: id,
  order: 1,
  active: true,
  queues: [],
  channels: [],
  commentRequired: true,
  serviceAction: null,
});
const tree: ReasonTree = {
  version: 2,
  publishedAt: '2026-11-01T00:00:00.000Z',
  codes: [code('refund', null), code('late', 'refund')],
};
const request = { reasonId: 'refund', comment: '' };

test('RC-5 a recording that waited keeps its reason, though the code has become a group since', () => {
  expect(chosenReason(tree, request, null).id).toBe('refund');
});

test('RC-2 a group is no reason while the agent can still choose', () => {
  expect(() => chosenReason(tree, { ...request, comment: 'x' }, 'reason')).toThrow('Choose another reason');
  expect(() => chosenReason(tree, { ...request, reasonId: 'none' }, null)).toThrow('Choose another reason');
});
