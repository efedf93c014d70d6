// Every page of the site, taken from app/routes by Remix's own file convention: a route with a default export is a
// page. A new page with a parameter must get an example here, else the list cannot be made.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DemoSite } from '../../setup/built-site';

const FOLDER = 'app/routes';

/** Route names as the files spell them (`documents.$id`), pages only. */
export function pageRoutes(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => {
      const file = ['', 'route.tsx']
        .map((part) => join(FOLDER, name, part))
        .find((path) => /\.tsx$/.test(path) && existsSync(path));
      const path = name.endsWith('.tsx') ? join(FOLDER, name) : file;
      return path !== undefined && /^export default /m.test(readFileSync(path, 'utf8'));
    })
    .map((name) => name.replace(/\.tsx$/, ''))
    .sort();
}

/** `documents.$id` → `/documents/:id`, `search_.x` → `/search/x`, `_index` → `/`. */
function patternOf(route: string): string {
  const parts = route
    .split('.')
    .filter((part) => part !== '_index')
    .map((part) => part.replace(/_$/, '').replace(/^\$$/, '*').replace(/^\$/, ':'));
  return `/${parts.join('/')}`;
}

const inState = (documents: DemoSite['documents'], state: string) => {
  const found = documents.find((one) => one.state === state);
  if (!found) throw new Error(`the demo has no document in the state ${state}`);
  return found;
};

/** The demo's draft, whose text can be changed. */
export const draftOf = (documents: DemoSite['documents']) => inState(documents, 'draft');
/** The demo's paper that waits for its approvers. */
export const waitingOf = (documents: DemoSite['documents']) => inState(documents, 'in-approval');

/** An address for each page route, with the demo's ids. Throws for a page without an example. */
export function addressesOf({ documents }: DemoSite): { route: string; path: string }[] {
  const published = documents.find(({ slug }) => slug !== null)!;
  const discussed = documents.find(({ discussionCode }) => discussionCode !== null)!;
  const waiting = waitingOf(documents);
  // A published regulation is an act of the base.
  const regulation = documents.find(({ kind, slug }) => kind === 'regulation' && slug !== null)!;
  const ownAct = `lok-${regulation.slug}`;
  const examples: Record<string, string> = {
    '/*': '/net-takoy-stranitsy',
    '/acts/:act': `/acts/${ownAct}`,
    '/acts/:act/*': `/acts/${ownAct}/razd-1`,
    '/acts/:act/changes': `/acts/${ownAct}/changes`,
    '/glossary/:slug': '/glossary/kvorum',
    '/guides/:slug': '/guides/storonam-dogovora',
    '/knowledge/import/:id': '/knowledge/import/imp_absent',
    '/documents/:id': `/documents/${published.id}`,
    '/documents/:id/history': `/documents/${published.id}/history`,
    '/documents/:id/fields': `/documents/${published.id}/fields`,
    '/documents/:id/edit': `/documents/${draftOf(documents).id}/edit`,
    '/documents/:id/route': `/documents/${waiting.id}/route`,
    '/documents/:id/extract': `/documents/${published.id}/extract`,
    '/documents/:id/acquaintance': `/documents/${regulation.id}/acquaintance`,
    '/documents/:id/participants': `/documents/${published.id}/participants`,
    '/invitations/:token': '/invitations/net-takogo-priglasheniya',
    '/l/:token': '/l/net-takoy-ssylki',
    '/settings/letters/:name': '/settings/letters/net-takogo-pisma.eml',
    '/settings/organisations/:id': '/settings/organisations/org_sample_dvor',
    '/settings/routes/:kind/:name': '/settings/routes/resolution/co-organisers',
    '/settings/routes/:kind/:name/delete': '/settings/routes/resolution/co-organisers/delete',
    '/settings/people/:id': '/settings/people/usr_sample_drafter',
    '/documents/new/import/:importId': '/documents/new/import/net-takogo-teksta',
    '/documents/new/:kind/:name': '/documents/new/resolution/addressee',
    '/documents/:id/remarks': `/documents/${published.id}/remarks`,
    '/documents/:id/remarks/file': `/documents/${published.id}/remarks/file`,
    '/documents/:id/remarks/file/:fileId': `/documents/${published.id}/remarks/file/none`,
    '/documents/:id/checks': `/documents/${published.id}/checks`,
    '/documents/:id/compare': `/documents/${published.id}/compare?from=1&to=2`,
    '/documents/:id/versions': `/documents/${published.id}/versions`,
    '/documents/:id/versions/:number': `/documents/${published.id}/versions/1`,
    '/keystatic/*': '/keystatic',
    '/d/:code': `/d/${discussed.discussionCode}`,
    '/d/:code/propose': `/d/${discussed.discussionCode}/propose`,
    '/d/:code/sheet': `/d/${discussed.discussionCode}/sheet`,
    '/d/:code/my/:receipt': `/d/${discussed.discussionCode}/my/net-takogo-koda`,
    '/documents/:id/discussion': `/documents/${discussed.id}/discussion`,
    '/documents/:id/svod': `/documents/${discussed.id}/svod`,
    '/p/:slug': `/p/${published.slug}`,
    '/verify/:code': `/verify/${published.verifyCode}`,
  };
  return pageRoutes().map((route) => {
    const pattern = patternOf(route);
    const path = /[:*]/.test(pattern) ? examples[pattern] : pattern;
    if (!path) throw new Error(`tests/e2e/support/page-routes.ts has no example for ${pattern}`);
    return { route, path };
  });
}
