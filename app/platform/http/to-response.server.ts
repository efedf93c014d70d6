// An error becomes an answer: code, Russian text and request id as JSON; the ErrorBoundary shows it as a page.
// What is not an AppError is a defect: it is reported, and the person reads a neutral text with the request id.
import { type AppError, isAppError } from '~/shared/app-error';
import type { RouteArgs } from './load-context';
import { statusOf } from './status';

/** Body of every error answer. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Response for anything thrown; a thrown Response (a redirect) passes unchanged. Never throws. */
export function toResponse(error: unknown, args: RouteArgs): Response {
  if (error instanceof Response) return error;
  const { requestId } = args.context;
  if (isAppError(error) && error.kind !== 'internal') return appErrorResponse(error, requestId);
  args.context.services.http.report(error, { requestId, url: args.request.url });
  const code = isAppError(error) ? error.code : 'http/internal';
  const message = `На сервере произошла ошибка, действие не выполнено. Повторите позже; если не поможет, сообщите администратору номер обращения ${requestId}.`;
  return json(500, { code, message, requestId });
}

function appErrorResponse(error: AppError, requestId: string): Response {
  const response = json(statusOf(error), {
    code: error.code,
    message: error.message,
    requestId,
    details: error.details,
  });
  const { retryAfterSeconds } = error.details;
  if (typeof retryAfterSeconds === 'number') response.headers.set('Retry-After', String(retryAfterSeconds));
  return response;
}

const json = (status: number, body: ErrorBody) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  });
