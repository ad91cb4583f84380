const path = require('path');

/**
 * What both bundles leave out of Paste, by alias.
 *
 * Its theme package carries the tokens of six themes. Flex draws in two of them, light ("default") and dark; the others would be
 * most of a bundle, so each stands for the one of the two that it resembles.
 */
const themes = Object.fromEntries(
  [
    ['sendgrid', 'tokens.es6'],
    ['evergreen', 'tokens.es6'],
    ['twilio', 'tokens.es6'],
    ['twilio-dark', 'themes/dark/tokens.es6'],
  ].map(([theme, instead]) => [
    `@twilio-paste/design-tokens/dist/themes/${theme}/tokens.es6`,
    require.resolve(`@twilio-paste/design-tokens/dist/${instead}`),
  ]),
);

module.exports = {
  ...themes,
  '@twilio-paste/animation-library': path.join(__dirname, 'unused-animation.js'),
  '@twilio-paste/color-contrast-utils': path.join(__dirname, 'unused-contrast.js'),
};
