import * as React from 'react';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useFocusFallback } from './focus';

const List: React.FC<{ items: string[]; disabled?: boolean }> = ({ items, disabled = false }) => {
  const heading = React.useRef<HTMLHeadingElement>(null);
  const list = useFocusFallback<HTMLDivElement>(() => heading.current);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        Items
      </h2>
      {items.length === 0 ? null : (
        <div ref={list}>
          {items.map((item) => (
            <button key={item} disabled={disabled}>
              {item}
            </button>
          ))}
        </div>
      )}
      <button>outside</button>
    </>
  );
};
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

describe('useFocusFallback', () => {
  test.each([[['two']], [[]]])('the heir has the focus when what had it is taken away, %j being left', async (left) => {
    const { rerender } = render(<List items={['one', 'two']} />);
    await userEvent.click(button('one'));
    rerender(<List items={left} />);
    expect(screen.getByRole('heading')).toHaveFocus();
  });

  test('the heir has the focus when what had it is disabled', async () => {
    const { rerender } = render(<List items={['one']} />);
    await userEvent.click(button('one'));
    rerender(<List items={['one']} disabled />);
    expect(screen.getByRole('heading')).toHaveFocus();
  });

  test('the focus stays where it is when something else is taken away, and when it had moved on before', async () => {
    const { rerender } = render(<List items={['one', 'two', 'three']} />);
    await userEvent.click(button('two'));
    rerender(<List items={['two', 'three']} />);
    expect(button('two')).toHaveFocus();
    await userEvent.click(button('outside'));
    rerender(<List items={[]} />);
    expect(button('outside')).toHaveFocus();
  });
});
