// Isomorphic face: types and pure helpers that pages may use.
export type { FieldErrors, FormRefusal, FormResult, FormValues } from './form-values';
export type { HttpPort, KhartiaLoadContext, RouteArgs, ServiceRegistry, SessionReader } from './load-context';
export type { ErrorBody } from './to-response.server';
