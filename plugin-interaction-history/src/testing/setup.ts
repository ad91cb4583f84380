import '@testing-library/jest-dom';

// axe measures letters on a canvas, which jsdom has not: it then skips that one check
HTMLCanvasElement.prototype.getContext = () => null;

afterEach(() => {
  window.localStorage.clear();
  Object.defineProperty(navigator, 'onLine', { configurable: true, value: true });
});
