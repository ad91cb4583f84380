import * as React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SERVICES_CONTRACT, SERVICES_GLOBAL } from '../services/bundle';
import { Late } from './Late';

const page = window as unknown as Record<string, unknown>;
afterEach(() => void delete page[SERVICES_GLOBAL]);
const arrive = (contract: number): void => void (page[SERVICES_GLOBAL] = { contract });

test('what can’t be loaded says so in its place, and Retry brings it', async () => {
  let asked = 0;
  const loadServices = async (): Promise<boolean> => {
    asked += 1;
    if (asked > 1) arrive(SERVICES_CONTRACT);
    return asked > 1;
  };
  render(
    <Late worker={{ loadServices }} what="Services">
      {() => <p>here</p>}
    </Late>,
  );
  expect(await screen.findByText('Couldn’t load this part of the tab')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: /Retry: Services/ }));
  expect(await screen.findByText('here')).toBeVisible();
});

test('OP-5 a bundle of another version is not drawn, and trying again is not offered: it would bring the same', async () => {
  const loadServices = async (): Promise<boolean> => {
    arrive(SERVICES_CONTRACT + 1);
    return true;
  };
  render(
    <Late worker={{ loadServices }} what="Services">
      {() => <p>here</p>}
    </Late>,
  );
  expect(await screen.findByText('Couldn’t load this part of the tab')).toBeVisible();
  expect(screen.queryByText('here')).toBeNull();
  expect(screen.queryByRole('button')).toBeNull();
});
