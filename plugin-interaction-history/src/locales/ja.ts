export { ja as administration } from '../administration/strings/ja';
export { ja as agent } from '../strings/ja';
