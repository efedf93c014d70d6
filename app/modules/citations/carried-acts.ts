// What «указанный Закон», «Правила» or a bare «часть 3» after a named act stand for, within one text.
import type { ActMatch } from './act-match';
import type { ActKind, ActReference } from './citation.types';
import { lowAt, type Scan } from './tokens';

/** Farther than this a bare unit no longer goes with the act named before. */
const NEAR = 250;

const WANTED: [RegExp, ActKind[]][] = [
  [/^закон/, ['federal-law', 'local']],
  [/^кодекс/, ['code', 'local']],
  [/^(?:правил|порядк|порядок|положени|требовани|переч|методик|инструкци)/, ['rules', 'local']],
  [/^(?:постановлени|указ)/, ['decree', 'rules', 'local']],
  [/^(?:приказ|распоряжени|письм)/, ['order', 'rules', 'local']],
  [/^конституци/, ['constitution']],
];

export class CarriedActs {
  readonly #named: { act: ActReference; end: number }[] = [];

  remember(act: ActReference, end: number): void {
    if (act.kind === 'this-act' || act.kind === 'previous') return;
    if (act.kind === 'rules' && act.number === null && !act.title?.includes(' ')) return;
    this.#named.push({ act, end });
    if (this.#named.length > 40) this.#named.shift();
  }

  /** The act named last of the kinds a noun may mean; any act for an unknown noun. */
  byNoun(noun: string): ActReference | undefined {
    const kinds = WANTED.find(([pattern]) => pattern.test(noun))?.[1];
    return this.#named.findLast(({ act }) => !kinds || kinds.includes(act.kind))?.act;
  }

  /** The act that bare units just after it go with. */
  near(scan: Scan, start: number): ActReference | undefined {
    const last = this.#named.at(-1);
    if (!last || start - last.end > NEAR) return undefined;
    return /[\n)]/.test(scan.text.slice(last.end, start)) ? undefined : last.act;
  }

  /** Adds `resolved` where the text itself tells it. */
  resolve(scan: Scan, { act, rule, next }: ActMatch): ActReference {
    if (act.kind === 'previous' && act.scope) return { ...act, resolved: { ...act, kind: 'this-act' } };
    const carried = act.kind === 'previous' || rule === 'rules-short';
    const resolved = carried ? this.byNoun(lowAt(scan, next - 1)) : undefined;
    return resolved ? { ...act, resolved } : act;
  }
}
