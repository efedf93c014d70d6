export type { Config } from './config.schema';
export { assertPublishableUrl, isLoopbackUrl } from './public-url';
