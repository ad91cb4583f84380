import * as React from 'react';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import { draftAnswers, recordedAs, RESERVATION, TASK, WORKER } from '../../testing/fixtures';
import { fakeFunctions, refusal, unreachable } from '../../testing/fake-functions';
import { startSessions } from '../../testing/render-tab';
import { LanguageContext, stringsFor } from '../../strings/strings';
import { SignOutQuestion } from './SignOutQuestion';

const PART = { taskSid: TASK, reservationSid: RESERVATION };
const entry = {
  request: { ...PART, customerId: null, reasonId: 'billing_refund', comment: 'HIV result positive' },
  link: null,
  about: { customerName: 'Ana Torres', reasonPath: ['Refund'] },
};

beforeAll(() => {
  // jsdom has no modal dialogs
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
    this.querySelector('button')?.focus();
  };
});

function desk(answers: Parameters<typeof fakeFunctions>[0]) {
  const functions = fakeFunctions({
    ...draftAnswers(),
    'drafts/save': () => ({ savedAt: '2026-11-28T10:31:00.000Z' }),
    ...answers,
  });
  const { worker } = startSessions({ workerSid: WORKER, isSupervisor: false, locale: 'en-GB' }).sessions;
  const signOut = jest.fn(async () => worker.signOut.leave());
  render(
    <CustomizationProvider disableAnimations>
      <LanguageContext.Provider value={{ strings: stringsFor('en'), locale: 'en-GB' }}>
        <SignOutQuestion signOut={worker.signOut} onSignOut={() => void signOut()} />
      </LanguageContext.Provider>
    </CustomizationProvider>,
  );
  const leave = async (): Promise<boolean> => {
    let may = false;
    await act(async () => {
      may = await worker.signOut.leave();
    });
    return may;
  };
  return { functions, worker, leave, signOut };
}
const inBrowser = (): string => JSON.stringify({ ...localStorage });

test('PR-4 signing out sends the draft that waits, at once, and leaves nothing of it', async () => {
  const { worker, functions, leave } = desk({});
  worker.drafts.keep(PART, { reasonId: null, comment: 'HIV result positive' }, null);
  expect(inBrowser()).toContain('HIV');
  expect(await leave()).toBe(true);
  expect(functions.to('drafts/save')[0]?.body.comment).toBe('HIV result positive');
  expect(inBrowser()).not.toContain('HIV');
});

test('PR-4 what waits to be sent is sent; what can’t be is saved as a draft, which is found at any desk', async () => {
  const { worker, functions, leave } = desk({
    'interactions/record': (body) => (body.comment === 'second' ? recordedAs(body) : refusal(503, 'upstream_unavailable')),
  });
  worker.outbox.add(entry);
  expect(await leave()).toBe(true);
  expect(functions.to('interactions/record')).toHaveLength(1);
  expect(functions.to('drafts/save')[0]?.body).toMatchObject({ reasonId: 'billing_refund', comment: 'HIV result positive' });
  expect(inBrowser()).not.toContain('HIV');
});

test('PR-4 where neither can be done the agent is told why, and stays', async () => {
  const { worker, leave } = desk({ 'interactions/record': () => unreachable, 'drafts/save': () => unreachable });
  worker.outbox.add(entry);
  expect(await leave()).toBe(false);
  expect(screen.getByRole('alertdialog', { name: 'One entry could not be sent' })).toHaveTextContent(
    /Can’t reach the server.*stays on this computer, encrypted/,
  );
  expect(screen.getByRole('button', { name: 'Stay signed in' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(worker.outbox.store.get().entries).toHaveLength(1);
});

test('PR-4 they may try again, or go: then it stays sealed, and the question is not asked again', async () => {
  const { worker, leave, signOut } = desk({ 'interactions/record': () => unreachable, 'drafts/save': () => unreachable });
  worker.outbox.add(entry);
  await leave();
  await userEvent.click(screen.getByRole('button', { name: 'Sign out, send it later' }));
  expect(await signOut.mock.results[0]?.value).toBe(true);
  expect(worker.outbox.store.get().entries).toHaveLength(1);
});

test('PR-4 where the browser keeps nothing either, it is said that it would be lost', async () => {
  const { worker, leave } = desk({ 'drafts/save': () => unreachable });
  const spy = jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  worker.drafts.keep(PART, { reasonId: null, comment: 'x' }, null);
  expect(await leave()).toBe(false);
  spy.mockRestore();
  expect(screen.getByRole('alertdialog')).toHaveTextContent('if you sign out now, it is lost');
  expect(screen.getByRole('button', { name: 'Sign out and lose it' })).toBeVisible();
});
