// Keeps «ст. 44», «№ 5», «25 сентября», «И.О. Фамилия» on one line: spaces become no-break spaces, one character
// for one, so the rule can be applied over a whole paragraph and cut back into its runs. Words are never changed
// (that is the typography of the editor); this concerns the breaking of lines on paper only (FACTS §8.1).
// It looks at the words around each space, not at the text through patterns: a long paper has many spaces.
import type { PaperRun, PaperText } from '../paper';

const NBSP = '\u00a0';
const words = (list: string): ReadonlySet<string> => new Set(list.split('|'));

/** Followed by the name or number they belong to. */
const ABBREVIATIONS = words(
  'ст.|ч.|п.|пп.|подп.|гл.|абз.|разд.|гор.|ул.|д.|кв.|корп.|стр.|рис.|табл.|прил.|обл.|р.|пос.|пр.|пер.|просп.|им.|тел.|руб.',
);
const MONTHS = words('января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря');
/** A word of one or two letters does not end a line. */
const SHORT = words('в|во|к|ко|с|со|о|об|у|и|а|но|на|не|ни|по|за|из|от|до');
const UNIT =
  /^(?:гг?\.|руб|коп|тыс|млн|млрд|кг|км|см|мм|м²|кв|чел|шт|мин|%|₽|процент|человек|дн|год|лет|час|минут|рабочи|календарн)/;
const NUMBERED_NOUN = /^(?:пункт|статья|статьи|стать|част|глав|раздел|приложени)[а-яё]{0,3}$/;
const STARTS_WITH_NUMBER = /^(?:№|\d)/;
const NAME_OR_NUMBER = /^[\p{L}\p{N}«№]/u;
const LETTER_OR_NUMBER = /^[\p{L}\p{N}]/u;
const INITIAL_END = /(?:^|[^\p{L}])\p{Lu}\.$/u;
const SURNAME_END = /\p{Lu}\p{Ll}+$/u;
const CAPITAL = /^\p{Lu}/u;
const TWO_INITIALS = /^\p{Lu}\.\p{Lu}\./u;
const ONE_INITIAL = /^\p{Lu}\.$/u;
const EDGE = /^[^\p{L}\p{N}]+/u;
/** Words longer than this decide nothing; only their edges are looked at. */
const LOOK = 40;

export interface KeepOptions {
  /**
   * Also keeps short words (в, на, и) with the next. Off where no-break spaces do not stretch in justified lines:
   * word processors print them narrow, and many in a line look like mistakes.
   */
  readonly shortWords: boolean;
}
const ALL: KeepOptions = { shortWords: true };

/** The words around one space: two before it, two after. */
interface Neighbours {
  readonly before: string;
  readonly left: string;
  readonly right: string;
  readonly after: string;
}

function holdsNumber({ before, left, right }: Neighbours): boolean {
  const word = left.replace(EDGE, '').toLowerCase();
  if (ABBREVIATIONS.has(word) && NAME_OR_NUMBER.test(right)) return true;
  // «г. Заречный», but not the «г.» of a year: «2023 г. Совет…»
  if (word === 'г.' && CAPITAL.test(right) && !/\d$/.test(before)) return true;
  if (/[№§]$/.test(left) && LETTER_OR_NUMBER.test(right)) return true;
  if (NUMBERED_NOUN.test(word) && STARTS_WITH_NUMBER.test(right)) return true;
  return MONTHS.has(word) && /^\d{4}/.test(right);
}

function holdsUnit({ left, right }: Neighbours): boolean {
  if (!/\d»?$/.test(left)) return false;
  const word = right.toLowerCase();
  return UNIT.test(word) || MONTHS.has(word.replace(/[^а-я]+$/, '')) || /^\d{3}(?!\d)/.test(right);
}

function holdsName({ left, right, after }: Neighbours): boolean {
  if (INITIAL_END.test(left) && CAPITAL.test(right)) return true;
  const initials = TWO_INITIALS.test(right) || (ONE_INITIAL.test(right) && ONE_INITIAL.test(after));
  return initials && SURNAME_END.test(left);
}

function holds(near: Neighbours, { shortWords }: KeepOptions): boolean {
  if (near.left === '' || near.right === '') return false;
  if (near.right === '—' || near.right === '–') return true;
  if (shortWords && near.left.length < 5 && SHORT.has(near.left.replace(EDGE, '').toLowerCase())) return true;
  return holdsUnit(near) || holdsNumber(near) || holdsName(near);
}

/** The same text with no-break spaces where a line must not end. Length and all other characters stay. Idempotent. */
export function keepTogether(text: string, options: KeepOptions = ALL): string {
  if (!text.includes(' ')) return text;
  const pieces = text.split(/([ \u00a0])/);
  const word = (at: number): string => {
    const piece = pieces[at] ?? '';
    return piece.length > 2 * LOOK ? piece.slice(0, LOOK) + piece.slice(-LOOK) : piece;
  };
  for (let at = 1; at < pieces.length; at += 2) {
    if (pieces[at] !== ' ') continue;
    const near = { before: word(at - 3), left: word(at - 1), right: word(at + 1), after: word(at + 3) };
    if (holds(near, options)) pieces[at] = NBSP;
  }
  return pieces.join('');
}

/** {@link keepTogether} over a paragraph of several runs: «ст. » and «44» hold although one of them is a link. */
export function keepRunsTogether(runs: PaperText, options: KeepOptions = ALL): PaperRun[] {
  const kept = keepTogether(runs.map((run) => run.text).join(''), options);
  let from = 0;
  return runs.map((run) => {
    const text = kept.slice(from, from + run.text.length);
    from += run.text.length;
    return text === run.text ? run : { ...run, text };
  });
}
