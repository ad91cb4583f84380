/**
 * Stands for Paste's animation library (react-spring, 16 KB gzipped), of which our components use one thing: the arrow of a
 * button that is a link, which we have none of. What is animated goes to its end at once.
 */
module.exports = {
  useSpring: (values) => values,
  useReducedMotion: () => true,
  animated: (Component) => Component,
  Globals: { assign: () => undefined },
};
