// Component tests run the React that Flex ships, which is the production build: half the time of the development build. That one's
// warnings are to be had with `npm run test:real-time`, or with REAL_TIME=1 before a single test.
if (process.env.REAL_TIME !== '1') process.env.NODE_ENV = 'production';

// Flex UI plays a silent sound as it is imported, and jsdom's play() returns no promise.
Object.defineProperty(window.HTMLMediaElement.prototype, 'play', { configurable: true, value: () => Promise.resolve() });
Object.defineProperty(window.HTMLMediaElement.prototype, 'pause', { configurable: true, value: () => undefined });
