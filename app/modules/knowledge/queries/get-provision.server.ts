import type { Context } from '~/shared/context';
import { type AskedDay, editionAt, inOrder } from '../edition-at';
import { knowledgeError } from '../errors';
import type { KnowledgeDeps } from '../knowledge.deps';
import type { Act, EditionRef, StoredProvision } from '../knowledge.schema';
import {
  type ActHeadView,
  type Crumb,
  type EditionView,
  type NeighbourView,
  presentActHead,
  presentEdition,
} from '../present-act';
import { type CopyForms, copyForms, type ProvisionView, presentProvision } from '../present-provision';
import { candidatePaths, shortPath, stepsOfPath } from '../unit-path';
import { type ArticleLink, linkOfTerm } from './get-article.server';
import { type MentionedNorm, mentionedNorms } from './mentioned-norms.server';
import { openResolver, type Resolution } from './resolve-citations.server';

export interface ProvisionPageView {
  readonly act: ActHeadView;
  readonly edition: EditionView;
  readonly unit: ProvisionView;
  /** Everything that stands in the unit, in order. */
  readonly inside: readonly ProvisionView[];
  /** True when the unit holds more than is shown: its parts are then links. */
  readonly isContents: boolean;
  readonly crumbs: readonly Crumb[];
  /** The words that a point goes on from: «2. К компетенции … относятся:». */
  readonly lead: ProvisionView | null;
  readonly previous: NeighbourView | null;
  readonly next: NeighbourView | null;
  readonly copy: CopyForms;
  /** Norms that the shown words refer to, with the beginning of their words: the first of them. */
  readonly mentioned: readonly MentionedNorm[];
  /** Terms of the glossary that the words use. */
  readonly terms: readonly ArticleLink[];
  readonly citedCount: number;
  /** The first of them. */
  readonly citedBy: readonly { title: string; url: string; placeLabel: string }[];
  /** `changed`, `added`, `gone` against the edition before this one; null when there is none. */
  readonly change: 'same' | 'changed' | 'added' | null;
}

/** Reading pages are the same for everybody: they tell of public sources alone. */
const PUBLIC = ['public'];
const MOST_CITED = 20;
const HEADINGS = ['chast', 'utv', 'pril', 'razd', 'podrazd', 'gl', 'par', 'podpar'];
/** A chapter with more than this is shown as a list of its articles: a 1.2 MB code is never shipped whole. */
const MOST_SHOWN = 400;

/** One unit of an act in its place. Throws knowledge/act-not-found, edition-not-found, provision-not-found (with the nearest). */
export const getProvision =
  (deps: KnowledgeDeps) =>
  async (
    ctx: Context,
    input: { actId: string; path: string; on?: string | undefined },
  ): Promise<ProvisionPageView> => {
    const act = await deps.acts.getAct(input.actId);
    const edition = requireEdition(act, { on: input.on, today: today(ctx) });
    const unit = await requireUnit(deps, act, edition, input.path);
    const isHeading = HEADINGS.includes(unit.level);
    const rows = isHeading
      ? await listHeadingContents(deps, edition, unit)
      : await deps.provisions.listInside(edition.id, unit.path);
    const inside = rows.filter(({ path }) => path !== unit.path);
    const isContents = isHeading && unit.level !== 'utv' && unit.level !== 'pril';
    const last = rows.at(-1)?.order ?? unit.order;
    const [{ previous, next }, crumbs, lead, citedCount, cited, change, present] = await Promise.all([
      deps.provisions.neighbours(edition.id, unit.level, unit.order, last),
      crumbsOf(deps, edition, unit),
      leadOf(deps, edition, unit),
      deps.backlinks.count(act._id, unit.path, PUBLIC),
      deps.backlinks.list(act._id, unit.path, PUBLIC, MOST_CITED),
      changeOf(deps, act, edition, unit),
      presenter(deps, act, unit.path, input.on),
    ]);
    const shown = {
      unit: await present(unit),
      inside: await Promise.all(inside.slice(0, MOST_SHOWN).map(present)),
      lead: lead && (await present(lead)),
    };
    return {
      act: presentActHead(act, edition, { on: input.on, today: today(ctx) }),
      edition: presentEdition(act, edition, { today: today(ctx) }),
      ...shown,
      isContents,
      crumbs,
      previous: previous && neighbour(previous),
      next: next && neighbour(next),
      copy: copyForms(act, edition, unit.path, wordsForCopy(unit, isContents ? [] : inside)),
      mentioned: await mentionedNorms(deps, present.met()),
      terms: (await deps.articles()).termsIn(wordsForCopy(unit, isContents ? [] : inside)).map(linkOfTerm),
      citedCount,
      citedBy: cited.map(({ title, url, placeLabel }) => ({ title, url, placeLabel })),
      change,
    };
  };

/** Units with their citations resolved in the edition of the same day. */
async function presenter(deps: KnowledgeDeps, act: Act, rootPath: string, on: string | undefined) {
  const resolver = await openResolver(deps);
  const met: Resolution[] = [];
  const present = async (row: StoredProvision): Promise<ProvisionView> => {
    const found = await resolver.resolveText(row.text, { on, host: { actId: act._id, path: row.path } });
    met.push(...found.flatMap(({ resolutions }) => resolutions));
    return presentProvision(row, rootPath, found);
  };
  /** What the units presented so far refer to. */
  return Object.assign(present, { met: (): readonly Resolution[] => met });
}

/** ISO day of the request, for telling what has lapsed. */
export const today = (ctx: Context): string => ctx.now().toISOString().slice(0, 10);

export function requireEdition(act: Act, day: AskedDay): EditionRef {
  const edition = editionAt(act.editions, day);
  if (edition) return edition;
  const earliest = inOrder(act.editions)[0]?.validFrom ?? null;
  throw knowledgeError('edition-not-found', {
    on: day.on ?? 'сегодня',
    earliest: earliest ?? 'неизвестного дня',
  });
}

/** The path as given, or as people write it («st-44/p-2» of a code with parts); else the nearest that exists. */
async function requireUnit(
  deps: KnowledgeDeps,
  act: Act,
  edition: EditionRef,
  path: string,
): Promise<StoredProvision> {
  const exact = await deps.provisions.find(edition.id, path);
  if (exact) return exact;
  const steps = stepsOfPath(path);
  const alike = await deps.provisions.findFirst(edition.id, candidatePaths(steps));
  if (alike) return alike;
  for (let depth = steps.length - 1; depth > 0; depth -= 1) {
    const near = await deps.provisions.findFirst(edition.id, candidatePaths(steps.slice(0, depth)));
    if (near)
      throw knowledgeError('provision-not-found', {
        path: shortPath(path) || path,
        nearest: shortPath(near.path),
        nearestPath: near.path,
        actId: act._id,
      });
  }
  throw knowledgeError('provision-not-found', {
    path: shortPath(path) || path,
    nearest: 'оглавление акта',
    nearestPath: '',
    actId: act._id,
  });
}

async function listHeadingContents(
  deps: KnowledgeDeps,
  edition: EditionRef,
  unit: StoredProvision,
): Promise<StoredProvision[]> {
  if (unit.level === 'utv' || unit.level === 'pril') return deps.provisions.listInside(edition.id, unit.path);
  // Articles are numbered through the act, so their paths do not begin with the chapter's: follow the parents.
  const found: StoredProvision[] = [unit];
  const visit = async (path: string): Promise<void> => {
    for (const child of await deps.provisions.listChildren(edition.id, path)) {
      if (found.length > MOST_SHOWN) return;
      found.push(child);
      if (HEADINGS.includes(child.level)) await visit(child.path);
    }
  };
  await visit(unit.path);
  return found;
}

/** The unit right above, when its own words announce what stands in it. */
async function leadOf(
  deps: KnowledgeDeps,
  edition: EditionRef,
  unit: StoredProvision,
): Promise<StoredProvision | null> {
  if (!unit.parent || HEADING_LIKE.includes(unit.level)) return null;
  const parent = await deps.provisions.find(edition.id, unit.parent);
  return parent?.text.endsWith(':') ? parent : null;
}

async function crumbsOf(deps: KnowledgeDeps, edition: EditionRef, unit: StoredProvision): Promise<Crumb[]> {
  const crumbs: Crumb[] = [];
  for (let parent = unit.parent; parent; ) {
    const row = await deps.provisions.find(edition.id, parent);
    if (!row) break;
    crumbs.unshift({ path: row.path, label: crumbLabel(row) });
    parent = row.parent;
  }
  return crumbs;
}

const HEADING_LIKE = [...HEADINGS, 'st', 'prim'];

/** «Статья 44», «Глава 6», «ч. 2», the title of an approved document. */
const crumbLabel = (row: StoredProvision) => {
  if (row.level === 'utv') return row.title.replace(/\n/g, ' ') || row.label;
  const printed = row.label.replace(/[.)]$/, '');
  return HEADING_LIKE.includes(row.level) && printed ? printed : shortPath(row.path.split('/').at(-1) ?? '');
};

const neighbour = (row: StoredProvision): NeighbourView => ({
  path: row.path,
  label: row.label.replace(/\.$/, '') || shortPath(row.path),
  title: row.title,
});

function wordsForCopy(unit: StoredProvision, inside: readonly StoredProvision[]): string {
  const line = ({ label, title, text }: StoredProvision) => [label, title, text].filter(Boolean).join(' ');
  return [line(unit), ...inside.map(line)].join('\n').slice(0, 20_000);
}

async function changeOf(
  deps: KnowledgeDeps,
  act: Act,
  edition: EditionRef,
  unit: StoredProvision,
): Promise<ProvisionPageView['change']> {
  const ordered = inOrder(act.editions);
  const before = ordered[ordered.findIndex(({ id }) => id === edition.id) - 1];
  if (!before) return null;
  const old = await deps.provisions.find(before.id, unit.path);
  return !old ? 'added' : old.hash === unit.hash ? 'same' : 'changed';
}
