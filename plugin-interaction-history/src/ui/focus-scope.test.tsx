import * as React from 'react';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFocusScope, FocusScopeContext, useFocusTarget, type FocusName } from './focus-scope';

const Place: React.FC<{ name: FocusName }> = ({ name }) => {
  const button = React.useRef<HTMLButtonElement>(null);
  useFocusTarget(name, () => button.current);
  return <button ref={button}>{name}</button>;
};

function draw(...names: FocusName[]) {
  const scope = createFocusScope();
  const places = (drawn: FocusName[]): React.ReactElement => (
    <FocusScopeContext.Provider value={scope}>
      {drawn.map((name) => (
        <Place key={name} name={name} />
      ))}
      <input aria-label="elsewhere" />
    </FocusScopeContext.Provider>
  );
  const { rerender } = render(places(names));
  return { scope, redraw: (...drawn: FocusName[]) => rerender(places(drawn)) };
}
const place = (name: FocusName): HTMLElement => screen.getByRole('button', { name });
const elsewhere = (): HTMLElement => screen.getByRole('textbox');

describe('the focus by name', () => {
  test('goes to the first place that is there, in the order asked for', async () => {
    const { scope } = draw('reason', 'comment');
    scope.focus(['result', 'comment', 'reason']);
    await waitFor(() => expect(place('comment')).toHaveFocus());
  });

  test('waits for a place that is not drawn yet, and is served once', async () => {
    const { scope, redraw } = draw();
    scope.focus('reason');
    redraw('reason');
    await waitFor(() => expect(place('reason')).toHaveFocus());
    act(() => elsewhere().focus());
    redraw();
    redraw('reason');
    await act(async () => undefined);
    expect(elsewhere()).toHaveFocus();
  });

  test('is not taken from an agent who has gone on to something else meanwhile', async () => {
    const { scope, redraw } = draw();
    scope.focus('reason');
    await userEvent.type(elsewhere(), 'x');
    redraw('reason');
    await act(async () => undefined);
    expect(elsewhere()).toHaveFocus();
  });

  test('asked for where nothing has it, waits until what has it lets go', async () => {
    const { scope } = draw('reason');
    elsewhere().focus();
    scope.focus('reason', 'nobody');
    await act(async () => undefined);
    expect(elsewhere()).toHaveFocus();
    act(() => elsewhere().blur());
    await waitFor(() => expect(place('reason')).toHaveFocus());
  });

  test('a place that was taken away is no place any more', () => {
    const { scope, redraw } = draw('reason');
    expect(scope.find('reason')).toBe(place('reason'));
    redraw();
    expect(scope.find('reason')).toBeNull();
  });
});
