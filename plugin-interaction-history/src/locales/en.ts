export { en as administration } from '../administration/strings/en';
export { en as agent } from '../strings/en';
export { en as services } from '../features/services/open/strings/en';
