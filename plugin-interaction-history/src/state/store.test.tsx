import * as React from 'react';
import { act, render } from '@testing-library/react';
import { createStore, useSelected, useStore, type Store } from './store';

type Draft = Readonly<{ text: string; sent: boolean }>;
const aDraft = (): Store<Draft> => createStore<Draft>({ text: '', sent: false });

test('a store that hasn’t changed since it was read is drawn once', () => {
  const store = aDraft();
  const drawn = jest.fn();
  const Text: React.FC = () => {
    drawn(useStore(store).text);
    return null;
  };
  render(<Text />);
  expect(drawn.mock.calls).toEqual([['']]);
  act(() => store.set({ text: 'Refund', sent: false }));
  expect(drawn.mock.calls).toEqual([[''], ['Refund']]);
});

test('a store that changes between rendering and the effect is drawn as it is', () => {
  const store = aDraft();
  const Text: React.FC = () => {
    const { text } = useStore(store);
    React.useLayoutEffect(() => store.set({ text: 'early', sent: false }), []);
    return <p>{text}</p>;
  };
  expect(render(<Text />).container).toHaveTextContent('early');
});

test('who reads a part of a store is drawn again only when that part changes', () => {
  const store = aDraft();
  const drawn = jest.fn();
  const Sent: React.FC = () => {
    drawn(useSelected(store, ({ sent }) => sent));
    return null;
  };
  render(<Sent />);
  act(() => store.set({ text: 'Refund', sent: false }));
  act(() => store.set({ text: 'Refund of $84', sent: true }));
  expect(drawn.mock.calls).toEqual([[false], [true]]);
});

test('who reads another store from now on follows that one alone', () => {
  const [first, second] = [aDraft(), aDraft()];
  const Text: React.FC<{ store: Store<Draft> }> = ({ store }) => <p>{useStore(store).text}</p>;
  const { container, rerender } = render(<Text store={first} />);
  rerender(<Text store={second} />);
  act(() => second.set({ text: 'of the second', sent: false }));
  act(() => first.set({ text: 'of the first', sent: false }));
  expect(container).toHaveTextContent('of the second');
});
