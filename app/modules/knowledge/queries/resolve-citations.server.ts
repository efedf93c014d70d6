// A citation at a day → the provision it names, or what is wrong with it, said in words (never guessed silently).
import { type Citation, findCitations, type Target, type Unit } from '~/modules/citations';
import { type ActCardRow, type ActDirectory, titleLikeness } from '../act-directory';
import { editionAt, lapseOf } from '../edition-at';
import type { KnowledgeDeps } from '../knowledge.deps';
import type { PathIndex } from '../path-index.server';
import type { IndexedUnit } from '../structure/provision.types';
import { candidatePaths, type PathStep, pathOf, shortPath, stepsOf } from '../unit-path';

export type ResolutionStatus =
  /** The unit stands in the edition of the day. */
  | 'resolved'
  /** The act is loaded, the unit is not in it. */
  | 'no-such-unit'
  /** The unit or the whole act is no longer in force. */
  | 'lapsed'
  /** Neither a text nor a card. */
  | 'act-unknown'
  /** The act is known by its card alone. */
  | 'not-loaded'
  /** Several acts or units fit: a person chooses. */
  | 'ambiguous'
  /** The day lies before the oldest loaded edition. */
  | 'before-editions';

export interface Resolution {
  readonly status: ResolutionStatus;
  readonly actId: string | null;
  readonly actName: string | null;
  readonly editionId: string | null;
  /** Path of the provision; '' = the act as a whole. */
  readonly path: string | null;
  /** Address on this site, when there is something to open. */
  readonly url: string | null;
  /** What a reader should know: «утратил силу с …», «есть пункты 3–3.8», «часть статьи не указана». */
  readonly note: string | null;
}

export interface ResolvedCitation {
  readonly citation: Citation;
  /** One for each target; one for the act when it names none. */
  readonly resolutions: readonly Resolution[];
}

export interface ResolveOptions {
  /** ISO day; the newest loaded edition without it. */
  readonly on?: string | undefined;
  /** The act whose own text this is: «настоящий Кодекс», bare units. */
  readonly host?: { readonly actId: string; readonly path: string } | undefined;
}

const NOTHING = { actId: null, actName: null, editionId: null, path: null, url: null, note: null };

/** For one text or one scan: the cards are those of this moment. */
export async function openResolver(deps: Pick<KnowledgeDeps, 'directory' | 'pathIndex' | 'today'>) {
  const directory = await deps.directory();
  const resolve = async (citation: Citation, options: ResolveOptions): Promise<readonly Resolution[]> => {
    const acts = actsOf(directory, citation, options);
    if (acts.length === 0) return [{ ...NOTHING, status: 'act-unknown' }];
    const targets: (Target | null)[] = citation.targets.length > 0 ? [...citation.targets] : [null];
    return Promise.all(targets.map((target) => resolveTarget(deps, acts, citation, target, options)));
  };
  return {
    directory,
    resolve,
    /** All citations of a text with their resolutions, in order. */
    async resolveText(text: string, options: ResolveOptions = {}): Promise<ResolvedCitation[]> {
      const out: ResolvedCitation[] = [];
      for (const citation of findCitations(text))
        out.push({ citation, resolutions: await resolve(citation, options) });
      return out;
    },
  };
}
export type CitationResolver = Awaited<ReturnType<typeof openResolver>>;

function actsOf(directory: ActDirectory, { act }: Citation, { host }: ResolveOptions): readonly ActCardRow[] {
  if (act.kind === 'this-act' || (act.kind === 'previous' && !act.resolved)) {
    const own = host ? directory.get(host.actId) : undefined;
    return own ? [own] : [];
  }
  const found = directory.find(act);
  return found.kind === 'one' ? [found.act] : found.kind === 'several' ? found.acts : [];
}

const unitsOf = (target: Target | null): readonly Unit[] =>
  target === null ? [] : 'path' in target ? target.path : target.from;

async function resolveTarget(
  deps: Pick<KnowledgeDeps, 'pathIndex' | 'today'>,
  acts: readonly ActCardRow[],
  citation: Citation,
  target: Target | null,
  options: ResolveOptions,
): Promise<Resolution> {
  const found: Resolution[] = [];
  for (const act of acts) found.push(await resolveIn(deps, act, citation, unitsOf(target), options));
  const good = found.filter(({ status }) => status === 'resolved' || status === 'lapsed');
  const [first] = good.length > 0 ? good : found;
  if (!first) return { ...NOTHING, status: 'act-unknown' };
  // A code in parts: whoever has the article is meant. Two acts of one number without a day stay a choice.
  if (good.length > 1 && !citation.act.abbr) {
    const names = acts.map(({ shortName, date }) => `${shortName} от ${date ?? '?'}`).join(', ');
    return { ...first, status: 'ambiguous', note: `подходят: ${names}` };
  }
  return first;
}

async function resolveIn(
  deps: Pick<KnowledgeDeps, 'pathIndex' | 'today'>,
  act: ActCardRow,
  citation: Citation,
  units: readonly Unit[],
  { on, host }: ResolveOptions,
): Promise<Resolution> {
  const known = { ...NOTHING, actId: act._id, actName: act.shortName };
  const lapse = lapseOf(act, on ?? deps.today());
  if (act.editions.length === 0)
    return { ...known, status: lapse ? 'lapsed' : 'not-loaded', url: `/acts/${act._id}`, note: lapse };
  const edition = editionAt(act.editions, { on, today: deps.today() });
  if (!edition) return { ...known, status: 'before-editions', url: `/acts/${act._id}` };
  const base = { ...known, editionId: edition.id };
  const date = on ? `?on=${on}` : '';
  if (units.length === 0)
    return {
      ...base,
      status: lapse ? 'lapsed' : 'resolved',
      path: '',
      url: `/acts/${act._id}${date}`,
      note: lapse,
    };
  const index = await deps.pathIndex(edition.id);
  const { provision, note } = findUnit(index, act, citation, units, host);
  if (!provision)
    return {
      ...base,
      status: 'no-such-unit',
      note: note ?? nearestNote(index, units, basesOf(index, citation, host, act)),
    };
  const lapsed = provision.lapsed ? 'утратил силу' : lapse;
  return {
    ...base,
    status: lapsed ? 'lapsed' : 'resolved',
    path: provision.path,
    url: `/acts/${act._id}/${provision.path}${date}`,
    note: lapsed ?? note,
  };
}

interface FoundUnit {
  readonly provision: IndexedUnit | null;
  readonly note: string | null;
}

function findUnit(
  index: PathIndex,
  act: ActCardRow,
  citation: Citation,
  units: readonly Unit[],
  host: ResolveOptions['host'],
): FoundUnit {
  const steps = stepsOf(units);
  const bases = homesOf(index, citation, steps, basesOf(index, citation, host, act));
  const exact = index.first(bases.flatMap((base) => candidatePaths(steps).map((path) => within(base, path))));
  if (exact) return { provision: exact, note: null };
  const [top, ...inner] = steps;
  const last = steps.at(-1);
  if (!top || !last || inner.length === 0) return { provision: null, note: null };
  // «п. 3.2 ст. 44 ЖК РФ»: the part is not named; one unit with this number inside the article is enough.
  const numbered = bases
    .flatMap((base) => index.byNumber(within(base, pathOf([top])), last.n))
    .filter(({ level }) => level === last.level);
  const fitting = numbered.filter(({ path }) => standsIn(path, top, inner.slice(0, -1)));
  const [only] = fitting;
  if (fitting.length === 1 && only)
    return { provision: only, note: `не названа промежуточная единица: это ${shortPath(only.path)}` };
  const places = (fitting.length > 0 ? fitting : numbered).map(({ path }) => shortPath(path)).join('; ');
  if (fitting.length > 1) return { provision: null, note: `подходит несколько: ${places}` };
  return { provision: null, note: numbered.length > 0 ? `единица с таким номером: ${places}` : null };
}

const within = (base: string, path: string) => (base ? `${base}/${path}` : path);

/** True when the units that a citation does name between the outermost and the last stand in the path, in order. */
function standsIn(path: string, top: PathStep, named: readonly PathStep[]): boolean {
  const parts = path.split('/').slice(0, -1);
  const numbers = parts.map((step) => step.slice(step.indexOf('-') + 1));
  let at = parts.indexOf(pathOf([top])) + 1;
  return named.every(({ n }) => {
    const found = numbers.indexOf(n, at);
    at = found + 1;
    return found >= 0;
  });
}

/** «п. 5 Правил, утв. …» is looked for in the first document that has a point 5: another one's point is no answer. */
function homesOf(
  index: PathIndex,
  { act }: Citation,
  steps: readonly PathStep[],
  bases: readonly string[],
): readonly string[] {
  if (act.kind !== 'rules') return bases;
  const outermost = candidatePaths(steps.slice(0, 1));
  const home = bases.find((base) => index.first(outermost.map((path) => within(base, path))));
  return home === undefined ? bases : [home];
}

/** Where a path begins: in the act itself, in the unit that «настоящей статьи» means, in the approved rules. */
function basesOf(
  index: PathIndex,
  { act }: Citation,
  host: ResolveOptions['host'],
  card: ActCardRow,
): string[] {
  const own = host?.actId === card._id ? host.path : null;
  if (own !== null && act.scope) {
    const within = own.split('/');
    const code = stepsOf([{ level: act.scope, n: '' }])[0]?.level;
    const at = within.findLastIndex((step) => step.startsWith(`${code}-`));
    if (at >= 0) return [within.slice(0, at + 1).join('/')];
  }
  const annexes = index.children(null).filter(({ level }) => level === 'utv' || level === 'pril');
  if (annexes.length === 0) return [''];
  const around =
    own === null ? [] : annexes.filter(({ path }) => own.startsWith(path)).map(({ path }) => path);
  const named = annexes
    .map((annex) => ({ path: annex.path, score: act.title ? titleLikeness(act.title, annex.title) : 0 }))
    .sort((a, b) => b.score - a.score)
    .map(({ path }) => path);
  return act.kind === 'rules' || around.length > 0 ? [...around, ...named, ''] : ['', ...named];
}

/** «есть: 3, 3.1 … 3.8»: what stands where the unit was looked for. */
function nearestNote(index: PathIndex, units: readonly Unit[], bases: readonly string[]): string | null {
  const steps = stepsOf(units);
  for (let depth = steps.length - 1; depth > 0; depth -= 1) {
    const above = candidatePaths(steps.slice(0, depth));
    const parent = index.first(bases.flatMap((base) => above.map((path) => within(base, path))));
    if (!parent) continue;
    const numbers = index
      .children(parent.path)
      .filter(({ level }) => level !== 'abz')
      .map(({ n }) => n);
    const shown =
      numbers.length > 8
        ? `${numbers.slice(0, 4).join(', ')} … ${numbers.slice(-2).join(', ')}`
        : numbers.join(', ');
    return numbers.length > 0
      ? `в ${shortPath(parent.path)} есть: ${shown}`
      : `${shortPath(parent.path)} не делится на такие единицы`;
  }
  return null;
}
