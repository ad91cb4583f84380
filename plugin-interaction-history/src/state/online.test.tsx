import * as React from 'react';
import { act, render, screen } from '@testing-library/react';
import { setOnline } from '../testing/set-online';
import { onOnlineChange, useOnline } from './online';

const Shown: React.FC = () => <p>{useOnline() ? 'online' : 'offline'}</p>;

describe('the network', () => {
  test('a component shows whether there is one, and follows', () => {
    render(<Shown />);
    expect(screen.getByText('online')).toBeInTheDocument();
    act(() => setOnline(false));
    expect(screen.getByText('offline')).toBeInTheDocument();
    act(() => setOnline(true));
    expect(screen.getByText('online')).toBeInTheDocument();
  });

  test('a listener hears of each change until it stops', () => {
    const heard: boolean[] = [];
    const stop = onOnlineChange((online) => heard.push(online));
    setOnline(false);
    setOnline(true);
    stop();
    setOnline(false);
    expect(heard).toEqual([false, true]);
  });
});
