/**
 * Stands for Paste's contrast checker, a hook for people who design themes: the theme package carries it along, webpack cannot
 * drop it, and we never call it. It costs 12 KB gzipped.
 */
const unused = () => {
  throw new Error('Paste’s contrast checker is left out of this bundle: see plugin-interaction-history/webpack.config.js');
};
module.exports = {
  getContrastRatingsOfTokensWithTextContrastRequirements: unused,
  getContrastRatingsOfTokensWithUIControlContrastRequirements: unused,
  getNumberOfTextFailures: unused,
  getNumberOfUIControlFailures: unused,
};
