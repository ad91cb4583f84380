import * as React from 'react';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type * as FlexUi from '@twilio/flex-ui';
import { VERSION } from '@interaction-history/shared/src/version';
import { CustomizationProvider } from '@twilio-paste/core/customization';
import { ADMINISTRATION_CONTRACT, ADMINISTRATION_GLOBAL, type AdministrationBundle } from '../administration/contract';
import { stringsFor } from '../strings/strings';
import { addAdministration } from './administration';
import type { Session } from './session';

const FUNCTIONS = 'https://functions.example';
const sessionAt = (url: string | null): Session =>
  ({ functionsUrl: () => url, token: () => 't', workerSid: null, locale: 'en-GB' }) as unknown as Session;

/** As much of Flex as the view and its side link need. */
function fakeFlex() {
  const views: React.ReactElement[] = [];
  const links: React.ReactElement[] = [];
  const flex = {
    View: ({ children }: { children: React.ReactNode }) => <>{children}</>,
    SideLink: ({ children, onClick }: { children: React.ReactNode; onClick: () => void }) => (
      <button onClick={onClick}>{children}</button>
    ),
    Actions: { invokeAction: jest.fn() },
    ViewCollection: { Content: { add: (view: React.ReactElement) => views.push(view) } },
    SideNav: { Content: { add: (link: React.ReactElement) => links.push(link) } },
  };
  return { flex, views, links };
}
function open(roles: string[], locale = 'en-GB', url: string | null = `${FUNCTIONS}/`) {
  const { flex, views, links } = fakeFlex();
  const manager = { user: { roles } } as unknown as FlexUi.Manager;
  addAdministration(flex as unknown as typeof FlexUi, manager, { strings: stringsFor(locale), locale }, sessionAt(url));
  render(
    <CustomizationProvider disableAnimations>
      {links}
      {views}
    </CustomizationProvider>,
  );
  return { flex, views, links };
}
const script = (): HTMLScriptElement | undefined => [...document.head.querySelectorAll('script')].pop();
const register = (contract: number): void => {
  const bundle: AdministrationBundle = { contract, Administration: ({ locale }) => <p>the editor in {locale}</p> };
  Object.assign(window, { [ADMINISTRATION_GLOBAL]: bundle });
};
afterEach(() => {
  delete (window as { [ADMINISTRATION_GLOBAL]?: unknown })[ADMINISTRATION_GLOBAL];
  document.head.querySelectorAll('script').forEach((each) => each.remove());
});

test('AD-1 an agent gets neither view nor side link, and loads nothing', () => {
  const { views, links } = open(['agent']);
  expect([views, links]).toEqual([[], []]);
  expect(script()).toBeUndefined();
});

test.each(['admin', 'supervisor'])(
  'AD-1 %s: the side link opens the view, which loads the editor from the Functions',
  async (role) => {
    const { flex } = open(['agent', role]);
    fireEvent.click(screen.getByRole('button', { name: 'Reason codes and settings' }));
    expect(flex.Actions.invokeAction).toHaveBeenCalledWith('NavigateToView', { viewName: 'reason-codes' });
    expect(script()?.src).toBe(`${FUNCTIONS}/administration.js?v=${VERSION}`);
    expect(screen.getByRole('status')).toHaveTextContent('Loading…');
    register(ADMINISTRATION_CONTRACT);
    fireEvent.load(script() as HTMLScriptElement);
    expect(await screen.findByText('the editor in en-GB')).toBeInTheDocument();
  },
);

test('AD-1 a bundle that does not load is said, and Retry asks past the cache', async () => {
  open(['admin']);
  fireEvent.error(script() as HTMLScriptElement);
  expect(await screen.findByText('Couldn’t load the editor')).toBeInTheDocument();
  fireEvent.click(screen.getByRole('button', { name: /Retry/ }));
  expect(script()?.src).toMatch(/administration\.js\?v=[\d.]+&\d+$/);
  register(ADMINISTRATION_CONTRACT);
  fireEvent.load(script() as HTMLScriptElement);
  expect(await screen.findByText(/the editor/)).toBeInTheDocument();
});

test('AD-1 a file that loads but registers nothing is a failure, too', async () => {
  open(['admin']);
  fireEvent.load(script() as HTMLScriptElement);
  expect(await screen.findByText('Couldn’t load the editor')).toBeInTheDocument();
});

test('AD-1 a view left and opened again while the editor loads asks once', async () => {
  const { views } = open(['admin']);
  cleanup();
  render(<CustomizationProvider disableAnimations>{views}</CustomizationProvider>);
  expect(document.head.querySelectorAll('script')).toHaveLength(1);
  register(ADMINISTRATION_CONTRACT);
  fireEvent.load(script() as HTMLScriptElement);
  expect(await screen.findByText(/the editor/)).toBeInTheDocument();
});

test('AD-1 a bundle of another version is said, not crashed into', async () => {
  open(['admin'], 'ja-JP');
  register(ADMINISTRATION_CONTRACT + 1);
  fireEvent.load(script() as HTMLScriptElement);
  expect(await screen.findByText(/バージョンが一致しません/)).toBeInTheDocument();
});

test('AD-1 the side link is in the reader’s language', () => {
  open(['supervisor'], 'ja-JP');
  expect(screen.getByRole('button', { name: '理由コードと設定' })).toBeInTheDocument();
});

test('AD-1 without the Functions’ address nothing is loaded, and the view says what to set', () => {
  open(['admin'], 'en-GB', null);
  expect(script()).toBeUndefined();
  expect(screen.getByText(/ui_attributes\.interactionHistory\.functionsUrl/)).toBeInTheDocument();
});
