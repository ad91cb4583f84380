const path = require('path');

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
  return config;
};
