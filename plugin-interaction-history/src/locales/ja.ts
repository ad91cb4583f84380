export { ja as administration } from '../administration/strings/ja';
export { ja as agent } from '../strings/ja';
export { ja as services } from '../features/services/open/strings/ja';
