// Keeps «ст. 44», «№ 5», «25 сентября», «И.О. Фамилия» on one line: spaces become no-break spaces, one character
// for one, so the rule can be applied over a whole paragraph and cut back into its runs. Words are never changed
// (that is the typography of the editor); this concerns the breaking of lines on paper only (FACTS §8.1).
import type { PaperRun, PaperText } from '../paper';

const NBSP = '\u00a0';
const START = '(?<![\\p{L}\\p{N}])';
const ABBREVIATIONS =
  'ст|ч|п|пп|подп|гл|абз|разд|гор|ул|д|кв|корп|стр|рис|табл|прил|обл|р|пос|пр|пер|просп|им|тел|руб';
const MONTHS = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';
const UNITS =
  'гг?\\.|руб|коп|тыс|млн|млрд|кг|км|см|мм|м²|кв|чел|шт|мин|%|₽|процент|человек|дн|год|лет|час|минут|рабочи|календарн';
const SHORT = 'в|во|к|ко|с|со|о|об|у|и|а|но|на|не|ни|по|за|из|от|до';

/** What must never part. */
const STRICT: readonly RegExp[] = [
  new RegExp(`(?<=${START}(?:${ABBREVIATIONS})\\.) (?=[\\p{L}\\p{N}«№])`, 'giu'),
  // «г. Заречный», but not the «г.» of a year: «2023 г. Совет…»
  new RegExp(`(?<=(?<!\\d[ \\u00a0])${START}г\\.) (?=\\p{Lu})`, 'gu'),
  /(?<=[№§]) (?=[\p{L}\p{N}])/gu,
  new RegExp(`(?<=\\d»?) (?=(?:${MONTHS}|${UNITS}))`, 'gu'),
  new RegExp(`(?<=(?:${MONTHS})) (?=\\d{4})`, 'gu'),
  /(?<=\d{4}) (?=гг?\.)/gu,
  /(?<=(?<!\p{L})\p{Lu}\.) (?=\p{Lu}(?:\.|\p{Ll}))/gu,
  /(?<=\p{Lu}\p{Ll}{1,40}) (?=\p{Lu}\.[ \u00a0]?\p{Lu}\.)/gu,
  / (?=[—–](?:[ \u00a0]|$))/gu,
  /(?<=\d) (?=\d{3}(?!\d))/gu,
  new RegExp(
    `(?<=${START}(?:пункт|статья|часть|глава|раздел|приложени)\\p{L}{0,3}) (?=(?:№[ \\u00a0])?\\d)`,
    'giu',
  ),
];
/** Nicety of good setting: a short word does not end a line. */
const FINE = new RegExp(`(?<=${START}(?:${SHORT})) (?=\\S)`, 'giu');

export interface KeepOptions {
  /**
   * Also keeps short words (в, на, и) with the next. Off where no-break spaces do not stretch in justified lines:
   * word processors print them narrow, and many in a line look like mistakes.
   */
  readonly shortWords: boolean;
}
const ALL: KeepOptions = { shortWords: true };

/** The same text with no-break spaces where a line must not end. Length and all other characters stay. Idempotent. */
export function keepTogether(text: string, { shortWords }: KeepOptions = ALL): string {
  const strict = STRICT.reduce((current, rule) => current.replace(rule, NBSP), text);
  return shortWords ? strict.replace(FINE, NBSP) : strict;
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
