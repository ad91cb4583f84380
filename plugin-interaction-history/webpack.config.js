const path = require('path');

const unusedOfPaste = require('./tools/paste-aliases');

const shared = path.resolve(__dirname, '../shared/src');

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
  config.resolve.alias = { ...config.resolve.alias, ...unusedOfPaste };
  for (const { options } of config.optimization.minimizer ?? []) {
    // names of functions and classes are kept for stack traces by default; they cost a tenth of the bundle
    Object.assign(options.terserOptions, { keep_classnames: false, keep_fnames: false });
  }
  return config;
};
