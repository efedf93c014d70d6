// Builds the list of provisions while lines are read: what is open, unique paths, counting of paragraphs. Internal.
import type { ActLine, Level, Provision, StructureDoubt } from './provision.types';
import type { MarkStyle } from './read-mark';

/** A provision under construction. */
export interface OpenUnit {
  readonly provision: { -readonly [K in keyof Provision]: Provision[K] } & { notes: string[] };
  readonly style: MarkStyle | 'root' | 'paragraph';
  /** Last number of a list of each style that stands right in this unit. */
  readonly lastNumber: Map<MarkStyle, string>;
  paragraphs: number;
  hasChildren: boolean;
}

export interface NewUnit {
  readonly level: Level;
  readonly n: string;
  readonly style: OpenUnit['style'];
  readonly label: string;
  readonly text?: string;
  readonly title?: string;
  /** Path to hang on instead of the parent's: articles and chapters are numbered through the act. */
  readonly prefix?: string;
  readonly line: ActLine;
}

const LAPSED = /^\(?\s*(?:утратил[аио]?(?:\s+свою)?\s+силу|исключен[аоы]?|признан[аоы]?\s+утратившим)/iu;
const LONGEST_LAPSED = 260;

/** True when the words of a unit are only that it is no longer in force. */
export const saysLapsed = (title: string, text: string): boolean => {
  const words = `${title} ${text}`.trim();
  return words.length < LONGEST_LAPSED && LAPSED.test(words);
};

export class StructureBuilder {
  readonly provisions: OpenUnit['provision'][] = [];
  readonly doubts: StructureDoubt[] = [];
  private readonly taken = new Set<string>();
  private readonly stack: OpenUnit[] = [];
  private readonly root: OpenUnit = {
    provision: {
      path: '',
      parent: null,
      level: 'head',
      n: '',
      label: '',
      title: '',
      text: '',
      notes: [],
      lapsed: false,
      line: 0,
    },
    style: 'root',
    lastNumber: new Map(),
    paragraphs: 0,
    hasChildren: false,
  };

  /** The innermost open unit. */
  get top(): OpenUnit {
    return this.stack.at(-1) ?? this.root;
  }

  get open(): readonly OpenUnit[] {
    return this.stack;
  }

  /** The innermost open unit that fits, or the root. */
  innermost(fits: (unit: OpenUnit) => boolean): OpenUnit {
    return this.stack.findLast(fits) ?? this.root;
  }

  parentOf(unit: OpenUnit): OpenUnit {
    const at = this.stack.indexOf(unit);
    return (at > 0 ? this.stack[at - 1] : undefined) ?? this.root;
  }

  /** Closes what stands inside the unit, so that it is the innermost one. */
  closeTo(unit: OpenUnit): void {
    this.stack.length = this.stack.indexOf(unit) + 1;
  }

  closeAll(): void {
    this.stack.length = 0;
  }

  doubt(rule: StructureDoubt['rule'], line: ActLine, path: string): void {
    this.doubts.push({ rule, line: line.line, path, text: line.text.slice(0, 160) });
  }

  /** Adds a unit to the innermost open one and opens it. */
  add(unit: NewUnit): OpenUnit {
    const parent = this.top;
    const path = this.uniquePath(unit, parent);
    const { line, title = '', text = '' } = unit;
    const opened: OpenUnit = {
      provision: {
        path,
        parent: parent.provision.path || null,
        level: unit.level,
        n: unit.n,
        label: unit.label,
        title,
        text,
        notes: [...(line.notes ?? [])],
        lapsed: saysLapsed(title, text),
        line: line.line,
        ...(line.table ? { table: line.table } : {}),
      },
      style: unit.style,
      lastNumber: new Map(),
      paragraphs: text ? 1 : 0,
      hasChildren: false,
    };
    parent.hasChildren = true;
    this.provisions.push(opened.provision);
    this.stack.push(opened);
    return opened;
  }

  /** A paragraph without a mark in the innermost open unit; it becomes the unit's own text while there is none. */
  addParagraph(line: ActLine, asOwnText: boolean): OpenUnit {
    const unit = this.top;
    if (asOwnText && !unit.hasChildren && unit.provision.text === '' && !line.table && unit !== this.root) {
      unit.provision.text = line.text;
      unit.provision.notes.push(...(line.notes ?? []));
      unit.provision.lapsed ||= saysLapsed('', line.text);
      unit.paragraphs = 1;
      return unit;
    }
    unit.paragraphs += 1;
    return this.add({
      level: 'abz',
      n: String(unit.paragraphs),
      style: 'paragraph',
      label: '',
      text: line.text,
      line,
    });
  }

  private uniquePath({ level, n, prefix, line }: NewUnit, parent: OpenUnit): string {
    const own = n ? `${level}-${n}` : level;
    const at = (where: string) => (where ? `${where}/${own}` : own);
    const wanted = at(prefix ?? parent.provision.path);
    const candidates = [wanted, at(parent.provision.path)];
    const free = candidates.find((path) => !this.taken.has(path));
    const path = free ?? this.numbered(wanted);
    if (free === undefined) this.doubt('repeated-number', line, path);
    this.taken.add(path);
    return path;
  }

  private numbered(path: string): string {
    for (let i = 2; ; i += 1) if (!this.taken.has(`${path}~${i}`)) return `${path}~${i}`;
  }
}
