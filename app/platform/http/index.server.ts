export * from './cookies.server';
export { assertCsrf, assertSameOrigin, CSRF_FIELD, issueCsrf } from './csrf.server';
export { httpError } from './errors';
export { type Flash, flashCookie, takeFlash } from './flash.server';
export { DEFAULT_FORM_BYTES, readBody, readForm } from './form.server';
export { fieldErrors, formToObject, formValues, parseForm, refuseForm } from './form-values';
export { createHttpPort } from './http-port.server';
export { notModified, type PublicPageOptions, publicPageHeaders } from './public-page.server';
export { createRateLimit } from './rate-limit.server';
export {
  answer,
  answerPublic,
  publicContext,
  type RequestContext,
  requestContext,
  requireUser,
  safeReturnPath,
} from './request-context.server';
export {
  applySecurityHeaders,
  type HeaderOptions,
  type PageProfile,
  securityHeaders,
} from './security-headers.server';
export { statusOf } from './status';
export { toResponse } from './to-response.server';
