import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { renderTab } from './render-tab';

/** The wrap-up form in a drawn tab, as an agent uses it. */
export const reason = (): HTMLElement => screen.getByRole('combobox', { name: /Reason/ });
export const comment = (): HTMLElement => screen.getByRole('textbox', { name: /Comment/ });
export const press = (name: string | RegExp): Promise<void> => userEvent.click(screen.getByRole('button', { name }));
export const ready = (): Promise<void> => waitFor(() => expect(reason()).toBeEnabled());

export async function choose(typed: string): Promise<void> {
  await ready();
  await userEvent.type(reason(), `${typed}{Enter}`);
}

/** What Flex asks before it completes the task: whether it may. */
export async function complete({ session }: Pick<ReturnType<typeof renderTab>, 'session'>): Promise<boolean> {
  let done = false;
  await act(async () => {
    done = await session.wrapUp.mayComplete();
  });
  return done;
}

export const drafts = (): string[] => Object.keys(localStorage).filter((key) => key.includes(':draft:'));
