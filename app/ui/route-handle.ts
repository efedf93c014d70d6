// What a route tells the root about its page: `export const handle: RouteHandle = { … }`.
export interface RouteHandle {
  /** false = a public reading page: no scripts, no session, no cookies (DESIGN §11). */
  hydrate?: boolean;
  /** The frame around it; `none` for pages that bring their own (the content editor). Default: by who is signed in. */
  shell?: 'public' | 'none';
}

export function isRouteHandle(handle: unknown): handle is RouteHandle {
  return typeof handle === 'object' && handle !== null;
}

/** True when every matched route may run scripts. */
export function isHydrated(handles: readonly unknown[]): boolean {
  return !handles.some((handle) => isRouteHandle(handle) && handle.hydrate === false);
}

/** The innermost wish about the frame. */
export function shellOf(handles: readonly unknown[]): RouteHandle['shell'] {
  return handles.map((handle) => (isRouteHandle(handle) ? handle.shell : undefined)).findLast(Boolean);
}

const READING_PATHS = [
  /^\/p\/[^/]+\/?$/,
  /^\/verify(\/[^/]*)?\/?$/,
  // A discussion: the project, the form, the sheet for the hall, a proposal of one's own.
  /^\/d\/[^/]+(\/(propose|sheet|my\/[^/]+))?\/?$/,
  // Acts and their units.
  /^\/acts(\/.*)?$/,
  // Terms and guides.
  /^\/(glossary|guides)(\/[^/]+)?\/?$/,
];

/**
 * The same by address, for the root loader, which runs before handles are known: on these pages it must not
 * look at cookies. tests/ui routes.test.ts keeps both in step.
 */
export function isReadingPath(pathname: string): boolean {
  const path = pathname.replace(/\.data$/, '');
  return READING_PATHS.some((pattern) => pattern.test(path));
}
