export type { Config } from './config.schema';
export { assertPublishableUrl } from './public-url';
