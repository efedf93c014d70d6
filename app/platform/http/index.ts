// Isomorphic face: types and pure helpers that pages may use.
export type { FormRefusal } from './form-values';
export type { KhartiaLoadContext, RouteArgs, ServiceRegistry } from './load-context';
export type { ErrorBody } from './to-response.server';
