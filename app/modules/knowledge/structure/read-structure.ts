// From the lines of an act to its provisions: headings, articles, parts, points, sub-points, paragraphs, annexes.
// Pure and linear. Law: `joinProvisions` of the result gives back the words of the lines, in order (join-provisions.ts).
import type { ActFamily } from './act-family';
import { hasLookAlikes } from './look-alikes';
import type { ActLine, ActStructure, Level } from './provision.types';
import { type Mark, type MarkStyle, readMark } from './read-mark';
import { type OpenUnit, StructureBuilder, saysLapsed } from './structure-builder';
import { countAnnexHead, countTitleLines, isCapitals } from './title-lines';
import { compareNumbers, follows } from './unit-number';

const HEADING_RANK: Partial<Record<OpenUnit['style'], number>> = {
  chast: 1,
  razd: 2,
  roman: 2,
  podrazd: 3,
  gl: 4,
  par: 5,
  podpar: 6,
  st: 7,
};
const LIST_STYLES: readonly OpenUnit['style'][] = ['dot', 'bracket', 'letter'];
const ANNEXES: readonly OpenUnit['style'][] = ['utv', 'pril'];
const SIGNATURE =
  /^(?:Президент Российской|Президент$|Председатель Правительства|Председатель$|Министр$|Министр[А-ЯЁ ]|Врио|И\.о\. |И\.\s?О\.|Руководитель$|Директор Департамента|Москва, Кремль|Заместитель [Мм]инистра|Глава города|Губернатор)/u;
const LONGEST_SIGNATURE = 160;

export interface StructureOptions {
  readonly family: ActFamily;
  /** Numbers of lines that are paragraphs whatever they look like: a person said so. */
  readonly paragraphs?: ReadonlySet<number>;
  /** Headings that a person marked. */
  readonly headings?: ReadonlyMap<number, { readonly level: MarkStyle; readonly n: string }>;
}

/** Takes an act to pieces; never throws, never drops a word. */
export function readStructure(lines: readonly ActLine[], options: StructureOptions): ActStructure {
  return new StructureReader(lines, options).read();
}

/** What a person said of a line; the line's own mark, if it has one, is its label. */
function markAsSaid({ level, n }: { level: MarkStyle; n: string }, text: string): Mark {
  const own = readMark(text);
  const mark = own ? { n: n || own.n, label: own.label, rest: own.rest } : { n, label: '', rest: text };
  return { style: level, ...mark, said: true };
}

class StructureReader {
  private readonly units = new StructureBuilder();
  private at = 0;
  private approved = 0;
  /** False until the first unit: such lines are the act's own head. */
  private begun = false;
  private readonly marks: (Mark | null)[];

  private readonly family: ActFamily;

  constructor(
    private readonly lines: readonly ActLine[],
    { family, paragraphs, headings }: StructureOptions,
  ) {
    this.family = family;
    this.marks = lines.map((line) => {
      const said = headings?.get(line.line);
      if (said) return markAsSaid(said, line.text);
      return line.isNote || line.table || paragraphs?.has(line.line) ? null : readMark(line.text);
    });
  }

  read(): ActStructure {
    while (this.at < this.lines.length) {
      const line = this.lines[this.at] as ActLine;
      const mark = this.marks[this.at] ?? null;
      this.at += 1;
      this.doubtLetters(line, mark);
      if (line.isNote) this.addNote(line);
      else if (!mark || !this.takeMark(mark, line)) this.takeParagraph(line);
    }
    return { provisions: this.units.provisions, doubts: this.units.doubts };
  }

  /** Letters stay as they came: a person decides what the word should be. */
  private doubtLetters(line: ActLine, mark: Mark | null): void {
    const { path } = this.units.top.provision;
    if (line.text.includes('\ufffd')) this.units.doubt('unreadable-sign', line, path);
    if (!line.isNote && (mark?.lookAlike || hasLookAlikes(line.text)))
      this.units.doubt('look-alike-letters', line, path);
  }

  private addNote(line: ActLine): void {
    const last = this.units.provisions.at(-1);
    if (last) last.notes.push(line.text);
    else
      this.units.add({
        level: 'head',
        n: '',
        style: 'paragraph',
        label: '',
        line: { ...line, notes: [line.text] },
      });
  }

  /** False when the mark is not one here: the line is a paragraph after all. */
  private takeMark(mark: Mark, line: ActLine): boolean {
    switch (mark.style) {
      case 'utv':
      case 'pril':
        return this.takeAnnex(mark, line);
      case 'prim':
        return this.takeNoteUnit(mark, line);
      case 'dot':
      case 'bracket':
      case 'letter':
        if (this.isLocalSection(mark)) return this.takeHeading({ ...mark, style: 'razd' }, line);
        if (this.isUnderParagraph(mark)) return this.takeHeading({ ...mark, style: 'podpar' }, line);
        return this.takeListed(mark, line);
      default:
        return this.takeHeading(mark, line);
    }
  }

  private annex(): OpenUnit {
    return this.units.innermost((unit) => ANNEXES.includes(unit.style));
  }

  private takeHeading(mark: Mark, line: ActLine): boolean {
    const rank = HEADING_RANK[mark.style] ?? 0;
    const annex = this.annex();
    const inArticle = this.units.open.some((unit) => unit.style === 'st');
    if (mark.style === 'roman' && inArticle) return false;
    if (mark.style === 'chast' && line.text !== line.text.toUpperCase()) return false;
    if (mark.style === 'st' && !mark.said && !this.articleMayFollow(mark.n, line)) return false;
    if (annex.style === 'root' && !this.begun) this.begun = true;
    const holder = this.units.innermost((unit) => unit === annex || (HEADING_RANK[unit.style] ?? 99) < rank);
    const parent = this.units.open.indexOf(holder) < this.units.open.indexOf(annex) ? annex : holder;
    this.units.closeTo(parent);
    const through = ['st', 'gl', 'razd', 'roman', 'chast'].includes(mark.style);
    const titleLines =
      mark.rest === '' && mark.style !== 'st' ? countTitleLines(this.lines, this.at) : this.headingTail(mark);
    const title = [mark.rest, ...this.lines.slice(this.at, this.at + titleLines).map(({ text }) => text)];
    this.at += titleLines;
    const level: Level = mark.style === 'roman' ? 'razd' : (mark.style as Level);
    this.units.add({
      level,
      n: mark.n,
      style: mark.style,
      label: mark.label,
      title: title.filter(Boolean).join('\n'),
      line,
      ...(through ? { prefix: annex.provision.path } : {}),
    });
    return true;
  }

  /** How many further lines a heading goes on for: the file marks them as headings, or all are in capitals. */
  private headingTail(mark: Mark): number {
    const marked = this.lines[this.at - 1]?.isHeading === true;
    const capitals = mark.style !== 'st' && isCapitals(mark.rest);
    let count = 0;
    for (
      let line = this.lines[this.at];
      line && this.marks[this.at + count] === null;
      line = this.lines[this.at + count]
    ) {
      if (line.isNote || !((marked && line.isHeading) || (capitals && isCapitals(line.text)))) break;
      count += 1;
    }
    return count;
  }

  private lastArticle = '';
  private articleMayFollow(n: string, line: ActLine): boolean {
    // Articles of an inserted chapter carry its number: 29.1.1 stands in chapter 29.1, behind 29.13.
    const chapter = this.units.innermost((unit) => unit.style === 'gl').provision.n;
    const goesOn =
      this.lastArticle === '' ||
      compareNumbers(n, this.lastArticle) > 0 ||
      (chapter.includes('.') && n.startsWith(`${chapter}.`));
    if (goesOn) this.lastArticle = n;
    else this.units.doubt('number-goes-back', line, `st-${n}`);
    return goesOn;
  }

  private takeAnnex(mark: Mark, line: ActLine): boolean {
    const { formula, title } = countAnnexHead(this.lines, this.at);
    const texts = this.lines.slice(this.at, this.at + formula + title).map(({ text }) => text);
    const head = [mark.rest, ...texts.slice(0, formula)].join(' ');
    // «Приложение N 1 к Правилам» stands in the rules, «Приложение N 1 к приказу» beside them.
    const inside =
      mark.style === 'pril' &&
      /^к\s+(?!приказ|постановлени|распоряжени|указ|письм|федеральн)/iu.test(head.trim());
    const host = this.units.innermost((unit) => unit.style === 'utv');
    if (mark.style === 'pril' && host.style === 'utv' && inside) this.units.closeTo(host);
    else this.units.closeAll();
    this.at += formula + title;
    this.begun = true;
    this.lastArticle = '';
    if (mark.style === 'utv') this.approved += 1;
    this.units.add({
      level: mark.style === 'utv' ? 'utv' : 'pril',
      n: mark.style === 'utv' ? String(this.approved) : mark.n || '1',
      style: mark.style,
      label: mark.label,
      text: [mark.rest, ...texts.slice(0, formula)].filter(Boolean).join('\n'),
      title: texts.slice(formula).join('\n'),
      line,
    });
    this.units.top.paragraphs = 0;
    return true;
  }

  private takeNoteUnit(mark: Mark, line: ActLine): boolean {
    const holder = this.units.innermost((unit) => unit.style === 'st' || ANNEXES.includes(unit.style));
    if (holder.style === 'root') return false;
    this.units.closeTo(holder);
    this.units.add({ level: 'prim', n: mark.n, style: 'prim', label: mark.label, text: mark.rest, line });
    const inner = readMark(mark.rest);
    // «Примечания: 1. …»: the list begins on the same line.
    if (inner?.style === 'dot') this.units.top.lastNumber.set('dot', inner.n);
    return true;
  }

  /** «1. Общие положения» above «1.1. …»: a section of a local document. */
  private isLocalSection(mark: Mark): boolean {
    if (mark.style !== 'dot' || !/^\d+$/.test(mark.n) || mark.rest.length > 160) return false;
    if (/[.;:,]$/.test(mark.rest) && !isCapitals(mark.rest)) return false;
    if (this.units.open.some((unit) => unit.style === 'st')) return false;
    const next = this.marks.slice(this.at, this.at + 4).find((found) => found !== null);
    return next?.style === 'dot' && next.n.startsWith(`${mark.n}.`);
  }

  /** «2. Полное товарищество» between articles of a paragraph (§): the next mark is an article. */
  private isUnderParagraph(mark: Mark): boolean {
    if (mark.style !== 'dot' || mark.rest.length > 200 || /[.;:,]$/.test(mark.rest)) return false;
    if (!this.units.open.some((unit) => unit.style === 'par')) return false;
    return this.marks.slice(this.at, this.at + 3).find((found) => found !== null)?.style === 'st';
  }

  private takeListed(mark: Mark, line: ActLine): boolean {
    const sibling = this.units.innermost((unit) => unit.style === mark.style);
    const base = sibling.style === mark.style ? this.units.parentOf(sibling) : this.listBase(mark.style);
    if (!this.begun && !mark.said && !this.mayBegin(mark)) return false;
    this.begun = true;
    const last = base.lastNumber.get(mark.style);
    const back = last !== undefined && compareNumbers(mark.n, last) <= 0;
    const holder = back ? this.restartIn(base) : base;
    this.units.closeTo(holder);
    if (!back && last !== undefined && !follows(last, mark.n) && !saysLapsed('', mark.rest)) {
      this.units.doubt('number-skipped', line, holder.provision.path);
    }
    // A point or a sub-point under a bare heading: what should announce the list is not there.
    if (mark.style !== 'dot' && last === undefined && !holder.hasChildren && holder.provision.text === '')
      this.units.doubt('level-skipped', line, holder.provision.path);
    holder.lastNumber.set(mark.style, mark.n);
    this.units.add({
      level: this.levelOf(mark.style, holder),
      n: mark.n,
      style: mark.style,
      label: mark.label,
      text: mark.rest,
      line,
      // A point is numbered through its document, whatever section it stands in.
      ...(this.isThrough(mark.style, holder) ? { prefix: this.annex().provision.path } : {}),
    });
    return true;
  }

  /** Before the first unit only «1.» or a real beginning counts; a date line «28. 01.2019» does not. */
  private mayBegin(mark: Mark): boolean {
    return mark.n === '1' || mark.n === '1.1' || mark.n === 'а';
  }

  /** Where a list of a new style hangs: points on the article, section or annex, the rest on the innermost unit. */
  private listBase(style: MarkStyle): OpenUnit {
    const isPlain = (unit: OpenUnit) => unit.style === 'paragraph' && unit.provision.level !== 'ch';
    return style === 'dot'
      ? this.units.innermost((unit) => !LIST_STYLES.includes(unit.style) && !isPlain(unit))
      : this.units.innermost((unit) => !isPlain(unit));
  }

  /** Numbers begin anew: below the paragraph with a colon that stands last, else a second list in the same unit. */
  private restartIn(base: OpenUnit): OpenUnit {
    const { top } = this.units;
    return top.style === 'paragraph' && top.provision.text.endsWith(':') ? top : base;
  }

  private isThrough(style: MarkStyle, holder: OpenUnit): boolean {
    return style === 'dot' && ['razd', 'roman', 'gl', 'par', 'podrazd'].includes(holder.style);
  }

  private levelOf(style: MarkStyle, holder: OpenUnit): Level {
    const inArticle = this.units.open.some((unit) => unit.style === 'st');
    if (!inArticle || this.family === 'decree') return style === 'dot' ? 'p' : 'pp';
    if (holder.provision.level === 'p' || holder.provision.level === 'pp') return 'pp';
    if (style === 'letter') return holder.provision.level === 'ch' ? 'p' : 'pp';
    if (this.family === 'points') return style === 'dot' ? 'p' : 'pp';
    return style === 'dot' ? 'ch' : 'p';
  }

  private takeParagraph(line: ActLine): void {
    const { units } = this;
    if (!this.begun) {
      this.takeHead(line);
      return;
    }
    if (units.top.style === 'paragraph' && units.top.provision.level === 'tail') {
      units.top.provision.text += `\n${line.text}`;
      units.top.provision.notes.push(...(line.notes ?? []));
      return;
    }
    if (SIGNATURE.test(line.text) && line.text.length < LONGEST_SIGNATURE && this.isTail()) {
      units.closeAll();
      units.add({ level: 'tail', n: '', style: 'paragraph', label: '', text: line.text, line });
      return;
    }
    const holder = this.paragraphHolder(line);
    units.closeTo(holder);
    if (this.family === 'paragraphs' && holder.style === 'st') {
      holder.paragraphs += 1;
      units.add({
        level: 'ch',
        n: String(holder.paragraphs),
        style: 'paragraph',
        label: '',
        text: line.text,
        line,
      });
    } else units.addParagraph(line, true);
  }

  private takeHead(line: ActLine): void {
    const { units } = this;
    const open = units.top;
    if (open.provision.level === 'head' && open.style === 'paragraph') {
      open.provision.text += `${open.provision.text ? '\n' : ''}${line.text}`;
      open.provision.notes.push(...(line.notes ?? []));
    } else units.add({ level: 'head', n: '', style: 'paragraph', label: '', text: line.text, line });
  }

  /** No numbered unit of the same document comes behind: only then a post and a name are signatures. */
  private isTail(): boolean {
    const next = this.marks.slice(this.at, this.at + 12).find((mark) => mark !== null);
    return next === undefined || ANNEXES.includes(next.style);
  }

  /**
   * Which unit a paragraph without a mark belongs to. It goes on with the innermost unit when it begins with a small
   * letter, when that unit announced it with a colon, or when the next mark continues that unit's own list;
   * otherwise it closes the list and belongs to the unit above it.
   */
  private paragraphHolder(line: ActLine): OpenUnit {
    const { units } = this;
    const listed = units.innermost((unit) => unit.style !== 'paragraph' || unit.provision.level === 'ch');
    if (!LIST_STYLES.includes(listed.style)) {
      if (listed.style !== 'paragraph') return listed;
      return /^[а-яё–—-]/u.test(line.text) ? listed : units.parentOf(listed);
    }
    if (/^[а-яё–—-]/u.test(line.text) || listed.provision.text.endsWith(':')) return listed;
    const next = this.marks.slice(this.at, this.at + 40).find((mark) => mark !== null);
    if (next && next.style === listed.style && follows(listed.provision.n, next.n)) return listed;
    const above = units.parentOf(listed);
    return LIST_STYLES.includes(above.style)
      ? above
      : above.style === 'st' && listed.style === 'dot'
        ? listed
        : above;
  }
}
