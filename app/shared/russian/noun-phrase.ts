// Declension of job titles, acts, bodies and organisations: adjectives in front and the head noun change, the rest
// («проекта», «по ЖКХ», «“Маяк”») stays. A head noun that the table does not know leaves the phrase as it is:
// a wrong case form on paper is worse than a missing one, and a person can always give the form himself.
import { type Case, declineAdjective, declineNoun, type NounEntry, type NounGender } from './paradigms';

const group = (gender: NounGender, animate: boolean, words: string): [string, NounEntry][] =>
  words.split(' ').map((word) => [word, { gender, animate }]);

const NOUNS = new Map<string, NounEntry>([
  ...group(
    'm',
    true,
    'руководитель директор председатель секретарь заместитель модератор начальник президент инспектор координатор ' +
      'специалист эксперт юрист юрисконсульт бухгалтер член медиатор министр депутат губернатор мэр ректор проректор ' +
      'декан учредитель представитель собственник советник помощник консультант менеджер администратор редактор ' +
      'инженер врач педагог учитель преподаватель психолог адвокат нотариус судья аудитор ревизор куратор организатор ' +
      'участник докладчик заказчик исполнитель гражданин житель жилец потребитель наниматель арбитр наставник ' +
      'волонтёр волонтер архитектор прокурор атаман сопредседатель соучредитель вице-президент диспетчер сотрудник',
  ),
  ...group(
    'm',
    false,
    'приказ протокол акт устав договор регламент кодекс порядок указ закон план проект совет президиум комитет ' +
      'съезд форум союз фонд центр департамент отдел орган кооператив клуб комбинат институт университет музей ' +
      'парламент стол штаб секретариат',
  ),
  ...group('f', true, 'глава'),
  ...group(
    'f',
    false,
    'комиссия конференция организация ассоциация инспекция администрация палата дума компания коллегия лига сеть ' +
      'служба академия школа группа инструкция программа резолюция доверенность дирекция мэрия прокуратура ' +
      'федерация партия корпорация секция площадка',
  ),
  ...group(
    'n',
    false,
    'собрание правление общество товарищество объединение учреждение предприятие управление министерство агентство ' +
      'партнёрство партнерство движение отделение бюро постановление распоряжение решение положение соглашение ' +
      'заседание представительство сообщество правительство',
  ),
  ['правила', { gender: 'n', plural: true }],
]);

const ADJECTIVE = /(?:ый|ий|ой|ая|яя|ое|ее|ые|ие)$/u;
const NOUN_LIKE_ADJECTIVES = new Map<string, NounGender>([
  ['управляющий', 'm'],
  ['заведующий', 'm'],
  ['заведующая', 'f'],
  ['исполняющий', 'm'],
  ['исполняющая', 'f'],
  ['председательствующий', 'm'],
  ['председательствующая', 'f'],
  ['ведущий', 'm'],
  ['ведущая', 'f'],
  ['уполномоченный', 'm'],
  ['уполномоченная', 'f'],
  ['ответственный', 'm'],
  ['ответственная', 'f'],
]);

interface Head {
  readonly index: number;
  readonly entry: NounEntry;
  readonly asAdjective: boolean;
}

const headCache = (words: readonly string[]): Head | null => {
  for (let index = 0; index < words.length; index++) {
    const lower = (words[index] as string).toLowerCase();
    const parts = lower.split('-');
    const entry = NOUNS.get(lower) ?? NOUNS.get(parts[parts.length - 1] as string);
    if (entry) return { index, entry, asAdjective: false };
    if (!ADJECTIVE.test(lower)) break;
  }
  const first = words[0]?.toLowerCase() ?? '';
  const gender = NOUN_LIKE_ADJECTIVES.get(first);
  return gender ? { index: 0, entry: { gender, animate: true }, asAdjective: true } : null;
};

function matchCase(source: string, result: string): string {
  if (source === source.toUpperCase() && source.length > 1) return result.toUpperCase();
  const first = source[0] ?? '';
  return first === first.toUpperCase() ? result[0]?.toUpperCase() + result.slice(1) : result;
}

function declineHead(word: string, entry: NounEntry, kase: Case): string {
  const lower = word.toLowerCase();
  const dash = lower.lastIndexOf('-');
  const lemma = NOUNS.has(lower) || dash < 0 ? lower : lower.slice(dash + 1);
  const prefix = lower.slice(0, lower.length - lemma.length);
  return matchCase(word, prefix + declineNoun(lemma, entry, kase));
}

/**
 * A noun phrase in another case: «руководитель проекта» → «руководителя проекта», «общее собрание» → «общим
 * собранием», «Автономная некоммерческая организация «Маяк»» → «Автономной некоммерческой организации «Маяк»».
 * A phrase with an unknown head noun comes back unchanged.
 */
export function declinePhrase(phrase: string, kase: Case): string {
  if (kase === 'nominative') return phrase;
  const tokens = phrase.split(/(\s+)/u);
  const wordIndexes = tokens.flatMap((token, index) => (/\S/u.test(token) ? [index] : []));
  const words = wordIndexes.map((index) => tokens[index] as string);
  const head = headCache(words.map((word) => word.replace(/[,;:.]+$/u, '')));
  if (!head) return phrase;
  for (let i = 0; i <= head.index; i++) {
    const at = wordIndexes[i] as number;
    const token = tokens[at] as string;
    const tail = /[,;:.]+$/u.exec(token)?.[0] ?? '';
    const word = token.slice(0, token.length - tail.length);
    const asNoun = i === head.index && !head.asAdjective;
    const changed = asNoun
      ? declineHead(word, head.entry, kase)
      : matchCase(word, declineAdjective(word.toLowerCase(), head.entry, kase));
    tokens[at] = changed + tail;
  }
  return tokens.join('');
}
