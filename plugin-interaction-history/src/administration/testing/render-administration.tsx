import * as React from 'react';
import { render, screen, type RenderResult } from '@testing-library/react';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import { useTheme } from '@twilio-paste/core/theme';
import axe from 'axe-core';
import type { ReasonCode, ReasonTree, Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { fakeFunctions, FUNCTIONS_URL, type Sent } from '../../testing/fake-functions';
import { QUEUE, WORKER } from '../../testing/fixtures';
import { Administration } from '../Administration';

type Answers = Parameters<typeof fakeFunctions>[0];

export const aCode = (id: string, parentId: string | null, en: string, more: Partial<ReasonCode> = {}): ReasonCode => ({
  id,
  parentId,
  labels: { en, ja: `${en} 日本` },
  reportingValue: id,
  order: 1,
  active: true,
  queues: [],
  channels: [],
  commentRequired: false,
  serviceAction: null,
  ...more,
});

/** Billing (Refund, Invoice query), Complaint, and a retired one. */
export const CODES: ReasonCode[] = [
  aCode('billing', null, 'Billing', { labels: { en: 'Billing', ja: '請求' } }),
  aCode('billing_refund', 'billing', 'Refund', { labels: { en: 'Refund', ja: '返金' } }),
  aCode('billing_invoice', 'billing', 'Invoice query', { order: 2 }),
  aCode('complaint', null, 'Complaint', { order: 2, commentRequired: true }),
  aCode('cheque', null, 'Refund by cheque', { order: 3, active: false }),
];
export const PUBLISHED: ReasonTree = { version: 41, publishedAt: '2026-11-12T08:14:00.000Z', codes: CODES };
export const aRevision = (version: number, name = 'Lena Fischer', more: Partial<Revision> = {}): Revision => ({
  version,
  publishedAt: '2026-11-12T08:14:00.000Z',
  publishedBy: { sid: `WK${'9'.padStart(32, '0')}`, name },
  note: '',
  ...more,
});
export const OTHER_QUEUE = `WQ${'2'.padStart(32, '0')}`;

/** The administration over the Functions as they usually answer; `answers` says what is different. */
export function renderAdministration(
  answers: Answers = {},
  about: { locale?: string; workerSid?: string | null; roles?: readonly string[] } = {},
): RenderResult & { functions: ReturnType<typeof fakeFunctions>; again: () => void } {
  const functions = fakeFunctions({
    'reason-codes/draft': () => ({ outcome: 'current', draft: null, others: [] }),
    'reason-codes/current': (body) =>
      body.knownVersion === String(PUBLISHED.version)
        ? { version: PUBLISHED.version, tree: null, mostUsed: null }
        : { version: PUBLISHED.version, tree: PUBLISHED, mostUsed: null },
    'reason-codes/revisions': () => ({ revisions: [aRevision(PUBLISHED.version)], more: false, tree: null }),
    'settings/current': () => ({
      version: 1,
      published: {},
      deployed: {},
      defaults: {},
      effective: { locales: ['en', 'ja'], defaultReasonId: 'complaint' },
    }),
    'workspace/current': () => ({
      queues: [
        { sid: QUEUE, name: 'Billing EN' },
        { sid: OTHER_QUEUE, name: 'Orders EN' },
      ],
      channels: ['voice', 'sms', 'web'],
      complete: true,
    }),
    ...answers,
  });
  const session = { functionsUrl: () => FUNCTIONS_URL, token: () => 'token-1' };
  const { locale = 'en-GB', workerSid = WORKER, roles = ['admin'] } = about;
  const Themed: React.FC = () => (
    <Administration session={session} workerSid={workerSid} locale={locale} roles={roles} theme={useTheme()} />
  );
  const page = (
    <CustomizationProvider disableAnimations>
      <Themed />
    </CustomizationProvider>
  );
  const result = render(page);
  return { ...result, functions, again: () => void render(page) };
}

export const line = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('treeitem', { name });
export const lines = (): string[] => screen.getAllByRole('treeitem').map(({ textContent }) => textContent ?? '');

/** Drafts as they left the browser. */
export const draftsIn = (sent: readonly Sent[]): { baseVersion: number; codes: ReasonCode[] | null }[] =>
  sent.flatMap(({ body }) =>
    body.save === undefined ? [] : [JSON.parse(body.save) as { baseVersion: number; codes: ReasonCode[] | null }],
  );

/** Colours need a layout engine: contrast is checked in the browser. */
export async function violationsIn(container: Element): Promise<string[]> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}
