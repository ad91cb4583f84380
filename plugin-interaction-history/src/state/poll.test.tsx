import * as React from 'react';
import { render } from '@testing-library/react';
import { setOnline } from '../testing/set-online';
import { onReturn, usePolling, whileVisible } from './poll';

const setVisible = (visible: boolean): void => {
  Object.defineProperty(document, 'visibilityState', { configurable: true, value: visible ? 'visible' : 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => void jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
  setVisible(true);
});

describe('polling', () => {
  test('asks at each interval, and no more once it is stopped', () => {
    const poll = jest.fn();
    const stop = whileVisible(1_000, poll);
    jest.advanceTimersByTime(3_500);
    expect(poll).toHaveBeenCalledTimes(3);
    stop();
    jest.advanceTimersByTime(3_000);
    expect(poll).toHaveBeenCalledTimes(3);
  });

  test('rests while the page is hidden or offline, and goes on by itself', () => {
    const poll = jest.fn();
    const stop = whileVisible(1_000, poll);
    setVisible(false);
    jest.advanceTimersByTime(2_000);
    setVisible(true);
    setOnline(false);
    jest.advanceTimersByTime(2_000);
    expect(poll).not.toHaveBeenCalled();
    setOnline(true);
    jest.advanceTimersByTime(1_000);
    expect(poll).toHaveBeenCalledTimes(1);
    stop();
  });

  test('a component that draws again keeps its rhythm and calls the newest function; unmounted, none', () => {
    const first = jest.fn();
    const second = jest.fn();
    const Polling: React.FC<{ poll: () => void }> = ({ poll }) => {
      usePolling(1_000, poll);
      return null;
    };
    const { rerender, unmount } = render(<Polling poll={first} />);
    jest.advanceTimersByTime(900);
    rerender(<Polling poll={second} />);
    jest.advanceTimersByTime(100);
    expect(first).not.toHaveBeenCalled();
    expect(second).toHaveBeenCalledTimes(1);
    unmount();
    jest.advanceTimersByTime(2_000);
    expect(second).toHaveBeenCalledTimes(1);
  });

  test('coming back to the page asks at once; leaving it does not, nor coming back offline', () => {
    const refresh = jest.fn();
    const stop = onReturn(refresh);
    setVisible(false);
    expect(refresh).not.toHaveBeenCalled();
    setVisible(true);
    window.dispatchEvent(new Event('focus'));
    expect(refresh).toHaveBeenCalledTimes(2);
    setOnline(false);
    window.dispatchEvent(new Event('focus'));
    stop();
    setOnline(true);
    window.dispatchEvent(new Event('focus'));
    expect(refresh).toHaveBeenCalledTimes(2);
  });
});
