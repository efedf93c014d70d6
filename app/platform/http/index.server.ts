export * from './cookies.server';
export { assertCsrf, assertSameOrigin, issueCsrf } from './csrf.server';
export { httpError } from './errors';
export { fileResponse, streamResponse } from './file-response.server';
export { flashCookie, takeFlash } from './flash.server';
export { readBody, readForm } from './form.server';
export { formValues, parseForm, refuseForm } from './form-values';
export { createHttpPort } from './http-port.server';
export { type MadeFile, madeFile } from './made-file.server';
export { readOpenFile } from './open-file.server';
export { notModified, publicPageHeaders } from './public-page.server';
export { createRateLimit } from './rate-limit.server';
export {
  answer,
  answerPublic,
  guestSecrets,
  type RequestContext,
  requestContext,
  requireReader,
  requireUser,
  safeReturnPath,
} from './request-context.server';
export { addressShapes, routesNear } from './routes-near';
export {
  applySecurityHeaders,
  type PageProfile,
  securityHeaders,
} from './security-headers.server';
export { statusOf } from './status';
export { submitForm } from './submit-form.server';
export { toResponse } from './to-response.server';
