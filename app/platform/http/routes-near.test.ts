import { matchRoutes } from '@remix-run/react';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressShapes, type RouteShape, routesNear } from './routes-near';

/** A site with a nested layout, an index, fixed, changing and closing segments. */
const SITE: RouteShape[] = [
  { id: 'root', path: '' },
  { id: '_index', parentId: 'root' },
  { id: '$', parentId: 'root', path: '*' },
  { id: 'documents', parentId: 'root', path: 'documents' },
  { id: 'documents._index', parentId: 'documents' },
  { id: 'documents.$id', parentId: 'documents', path: ':id' },
  { id: 'documents.new', parentId: 'documents', path: 'new' },
  { id: 'documents.$id.route', parentId: 'documents.$id', path: 'route' },
  { id: 'acts.$act.$', parentId: 'root', path: 'acts/:act/*' },
  { id: 'acts', parentId: 'root', path: 'acts' },
  { id: 'feed.xml', parentId: 'root', path: 'feed.xml' },
  { id: 'language', parentId: 'root', path: ':language?/about' },
  { id: 'code', parentId: 'root', path: ':code/paper' },
];
const isIndex = (id: string) => id.endsWith('_index');

interface Tree {
  id: string;
  path?: string;
  index?: true;
  children?: Tree[];
}
function treeOf(kept: (id: string) => boolean, parentId?: string): Tree[] {
  return SITE.filter((route) => route.parentId === parentId && kept(route.id)).map(({ id, path }) =>
    isIndex(id)
      ? { id, index: true }
      : { id, ...(path === undefined ? {} : { path }), children: treeOf(kept, id) },
  );
}
const found = (tree: Tree[], address: string) =>
  matchRoutes(tree as never, address)?.map(({ route, params }) => [route.id, params]) ?? null;

const shapeOf = addressShapes(SITE);
const segment = fc.constantFrom(
  'documents',
  'Documents',
  'new',
  'route',
  'acts',
  'about',
  'paper',
  'feed.xml',
  'ж',
  'x',
);
const address = fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join('/')}`);

describe('the routes near an address', () => {
  it('match as all routes of the site do, for the address and for those above it', () => {
    fc.assert(
      fc.property(address, fc.constantFrom('', '/'), (path, slash) => {
        const end = path === '/' ? '' : slash;
        const shape = shapeOf(path + end)!;
        const near = routesNear(SITE, shape);
        const some = treeOf((id) => near.has(id));
        const all = treeOf(() => true);
        for (let above = path; above; above = above.slice(0, above.lastIndexOf('/')))
          expect(found(some, above)).toEqual(found(all, above));
        expect(found(some, path + end)).toEqual(found(all, path + end));
      }),
      { numRuns: 500 },
    );
  });
  it('are few', () => {
    expect(routesNear(SITE, shapeOf('/acts')!)).toEqual(new Set(['root', '_index', '$', 'acts', 'language']));
  });
  it('are those of the page for the address of its data', () => {
    expect(shapeOf('/documents/x.data')).toEqual(shapeOf('/documents/x'));
  });
  it.each(['/%64ocuments', '/documents//x', '/_root.data', '/__manifest'])(
    'are all routes for %s',
    (path) => {
      expect(shapeOf(path)).toBeNull();
    },
  );
  it('are few handfuls, whatever is asked for', () => {
    const shapes = Array.from({ length: 500 }, (_, n) => JSON.stringify(shapeOf(`/x${n}${'/y'.repeat(n)}`)));
    expect(new Set(shapes).size).toBeLessThan(8);
  });
});
