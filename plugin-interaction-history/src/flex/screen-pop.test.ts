import * as React from 'react';
import { act, render, screen } from '@testing-library/react';
import type * as FlexUi from '@twilio/flex-ui';
import { fakeFunctions, never } from '../testing/fake-functions';
import { aCustomer, aMatch, aTask, draftAnswers, linkedTo, RESERVATION, TASK, WORKER } from '../testing/fixtures';
import { startSessions } from '../testing/render-tab';
import type { PopMode } from './session';
import { createScreenPop, showInPanel } from './screen-pop';

const URL = 'https://org.example/1';
const open = jest.fn();
const userIsActive = (isActive: boolean): void => {
  Object.defineProperty(navigator, 'userActivation', { configurable: true, value: { isActive } });
};
beforeEach(() => {
  open.mockReset();
  window.open = open;
  userIsActive(false);
});

test('ID-12 tab: the record opens on the agent’s own action, in a tab that cannot reach this one, once', () => {
  const pop = createScreenPop(() => 'tab');
  pop.pop(URL, 'gesture');
  pop.pop(URL, 'gesture');
  expect(open.mock.calls).toEqual([[URL, '_blank', 'noopener,noreferrer']]);
});

test('ID-12 after an answer a tab opens only while the agent’s action still counts', () => {
  const pop = createScreenPop(() => 'tab');
  pop.pop(URL, 'after-answer');
  expect(open).not.toHaveBeenCalled();
  userIsActive(true);
  pop.pop(URL, 'after-answer');
  expect(open).toHaveBeenCalledTimes(1);
});

test.each(['panel', 'off'] as const)('ID-12 %s: no tab opens', (mode) => {
  createScreenPop(() => mode).pop(URL, 'gesture');
  expect(open).not.toHaveBeenCalled();
});

test('an address that is none of the web’s is not opened', () => {
  createScreenPop(() => 'tab').pop('javascript:alert(1)', 'gesture');
  expect(open).not.toHaveBeenCalled();
});

describe('ID-12 panel', () => {
  type PanelProps = { task?: FlexUi.ITask; uri?: string };
  const task = {
    sid: RESERVATION,
    taskSid: TASK,
    status: 'accepted',
    attributes: { from: '+14155550100' },
    taskChannelUniqueName: 'voice',
  } as unknown as FlexUi.ITask;
  const Panel: React.FC<PanelProps> = ({ uri = 'https://before.example' }) => React.createElement('output', null, uri);

  const silent = {
    'customers/lookup': () => never,
    'interactions/list': () => never,
    'reason-codes/current': () => never,
    'settings/current': () => never,
    ...draftAnswers(),
  };
  /** Flex's CRM container with a task selected, drawn once. */
  function panel(mode: PopMode, selected: FlexUi.ITask | null = task) {
    fakeFunctions({ 'tasks/link-customer': () => linkedTo(aCustomer('Ana Torres')), ...silent });
    const { sessions } = startSessions({ workerSid: WORKER, isSupervisor: false, locale: 'en-GB' });
    const { customer } = sessions.update(aTask());
    const addWrapper = jest.fn<undefined, [(panel: typeof Panel) => typeof Panel]>();
    showInPanel({ CRMContainer: { Content: { addWrapper } } } as unknown as typeof FlexUi, sessions, () => mode);
    const wrap = addWrapper.mock.calls[0]?.[0];
    if (wrap === undefined) throw new Error('nothing was put around the panel');
    render(React.createElement(wrap(Panel), selected === null ? {} : { task: selected }));
    return { customer, shown: () => screen.getByRole('status').textContent };
  }

  test('the linked customer’s record is shown, without Flex drawing the panel anew; before, what stood there', async () => {
    const { customer, shown } = panel('panel');
    expect(shown()).toBe('https://before.example');
    await act(async () => void (await customer.choose({ from: 'match', match: aMatch('Ana Torres') })));
    expect(shown()).toBe('https://org.example/003000000000001');
  });

  test('a customer made here is shown as the answer comes, after the task’s attributes', () => {
    const { customer, shown } = panel('panel');
    act(() => customer.adopt(aCustomer('Rosa Delgado'), null));
    expect(shown()).toBe('https://org.example/003000000000001');
  });

  test.each([
    ['in another mode', 'tab', task],
    ['with no task selected', 'panel', null],
    ['of a task that has ended', 'panel', { ...task, status: 'completed' }],
  ] as const)('%s, what stood there before stays', (_name, mode, selected) => {
    const { customer, shown } = panel(mode, selected);
    act(() => customer.adopt(aCustomer('Rosa Delgado'), null));
    expect(shown()).toBe('https://before.example');
  });
});
