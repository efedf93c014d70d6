// Which routes an address can have anything to do with. The framework ranks and tries all routes of the site several
// times for each request; a handler that knows a handful of them answers the same in a fraction of the time.

export interface RouteShape {
  readonly id: string;
  readonly parentId?: string | undefined;
  /** Relative to the parent; absent for a layout without a segment of its own. */
  readonly path?: string | undefined;
}

/** What tells one handful of routes from another: addresses of one shape share it. */
export interface AddressShape {
  /** First segment when some route begins with it as it is written; otherwise null. */
  readonly first: string | null;
  /** Number of segments; past the longest route all are alike. */
  readonly length: number;
}

const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean);

/** Segments of the whole path of each route, its ancestors' before its own. */
function pathsOf(routes: readonly RouteShape[]): Map<string, string[]> {
  const byId = new Map(routes.map((route) => [route.id, route]));
  const pathOf = ({ path = '', parentId }: RouteShape): string[] => {
    const parent = parentId ? byId.get(parentId) : undefined;
    return [...(parent ? pathOf(parent) : []), ...segmentsOf(path)];
  };
  return new Map(routes.map((route) => [route.id, pathOf(route)]));
}

const isFixed = (segment: string): boolean => !/^:|^\*$|\?$/.test(segment);

/** How to tell the shape of an address; null where only all routes together may judge (escapes, empty segments). */
export function addressShapes(routes: readonly RouteShape[]): (pathname: string) => AddressShape | null {
  const paths = [...pathsOf(routes).values()];
  const firsts = new Set(paths.flatMap(([first]) => (first && isFixed(first) ? [first.toLowerCase()] : [])));
  const longest = Math.max(0, ...paths.map(({ length }) => length));
  return (pathname) => {
    if (/%|\/\/|\/_root\.data$|\/__manifest$/.test(pathname)) return null;
    const segments = segmentsOf(pathname.replace(/\.data$/, ''));
    const first = segments[0]?.toLowerCase() ?? '';
    return { first: firsts.has(first) ? first : null, length: Math.min(segments.length, longest + 1) };
  };
}

/**
 * Ids of the routes that may match an address of this shape or one of the addresses above it (which a page tells the
 * browser about), with all their ancestors. Never leaves out one that would match.
 */
export function routesNear(routes: readonly RouteShape[], { first, length }: AddressShape): Set<string> {
  const byId = new Map(routes.map((route) => [route.id, route]));
  const near = new Set<string>();
  const keep = (route: RouteShape | undefined): void => {
    if (!route || near.has(route.id)) return;
    near.add(route.id);
    keep(route.parentId ? byId.get(route.parentId) : undefined);
  };
  for (const [id, path] of pathsOf(routes)) if (mayMatch(path, first, length)) keep(byId.get(id));
  return near;
}

function mayMatch(path: readonly string[], first: string | null, length: number): boolean {
  if (path.some((segment) => segment.endsWith('?'))) return true;
  const [head] = path;
  if (head && isFixed(head) && head.toLowerCase() !== first) return false;
  return path.filter((segment) => segment !== '*').length <= length;
}
