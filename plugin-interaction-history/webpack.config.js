const path = require('path');

const shared = path.resolve(__dirname, '../shared/src');

/**
 * Paste's theme package carries the tokens of six themes. Flex draws in two of them, light ("default") and dark; the others
 * would be two thirds of the bundle, so each stands for the one of the two that it resembles.
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

/** What `flex-plugin build` is told beyond its defaults. */
module.exports = (config) => {
  for (const rule of config.module.rules) {
    for (const loader of rule.oneOf ?? []) {
      // the pure rules of the shared workspace are TypeScript too and must be compiled with ours
      if (String(loader.loader ?? '').includes('babel-loader')) loader.include = [].concat(loader.include ?? [], shared);
    }
  }
  // its type checker knows neither project references nor this TypeScript; `tsc -b` at the root checks types
  config.plugins = config.plugins.filter((plugin) => plugin.constructor.name !== 'ForkTsCheckerWebpackPlugin');
  config.resolve.alias = {
    ...config.resolve.alias,
    ...themes,
    '@twilio-paste/animation-library': path.resolve(__dirname, 'tools/unused-animation.js'),
    '@twilio-paste/color-contrast-utils': path.resolve(__dirname, 'tools/unused-contrast.js'),
  };
  for (const { options } of config.optimization.minimizer ?? []) {
    // names of functions and classes are kept for stack traces by default; they cost a tenth of the bundle
    Object.assign(options.terserOptions, { keep_classnames: false, keep_fnames: false });
  }
  return config;
};
