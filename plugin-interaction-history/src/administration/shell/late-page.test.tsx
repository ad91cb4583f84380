import * as React from 'react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { line, renderAdministration } from '../testing/render-administration';
import { offerModules, PAGES_GLOBAL, type LatePages } from './late-pages';
import { registerPage } from './register-page';

test('a page whose code did not come says so, and stays away where it is of another version', async () => {
  offerModules();
  const offer = (window as unknown as Record<typeof PAGES_GLOBAL, LatePages>)[PAGES_GLOBAL];
  registerPage('checks', () => <p>here</p>);
  expect(Object.keys(offer.pages)).toEqual(['checks']);
  offer.pages = {};
  offer.version = '0.0.0';
  registerPage('checks', () => <p>here</p>);
  expect(offer.pages).toEqual({});
  renderAdministration();
  await line(/^Billing/);
  await userEvent.click(screen.getByRole('tab', { name: 'To check' }));
  expect(await screen.findByText('Couldn’t load this page')).toBeInTheDocument();
});
