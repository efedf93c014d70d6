// Names of persons: initials, gender, cases. Declension is by lvovich, name part by name part, with our rules for what
// it gets wrong («Любовь», double surnames, women's surnames ending in a consonant). Given forms always win.
import { getGender, inclineFirstname, inclineLastname, inclineMiddlename } from 'lvovich';
import type { Case } from './paradigms';
import { NBSP } from './plural';

export type PersonGender = 'male' | 'female';

export interface PersonName {
  readonly surname: string;
  readonly name?: string | undefined;
  readonly patronymic?: string | undefined;
  readonly gender?: PersonGender | undefined;
  /** Full name («Иванова Ивана Ивановича») in a case, as a person confirmed it. Wins over the computed form. */
  readonly cases?: Partial<Record<Case, string>> | undefined;
}

const MALE_PATRONYMIC = /(?:ич|оглы|улы|уулу)$/iu;
const FEMALE_PATRONYMIC = /(?:вна|чна|шна|кызы|гызы)$/iu;
const INITIALS = /^(?:\p{Lu}\p{Ll}?\.[\s-]*){1,2}$/u;

const isPatronymic = (word: string): boolean => MALE_PATRONYMIC.test(word) || FEMALE_PATRONYMIC.test(word);

function splitInitials(text: string): [string, string | undefined] {
  const parts = text.match(/\p{Lu}\p{Ll}?\./gu) ?? [];
  return [parts[0] as string, parts[1]];
}

function parseInitialled(text: string): PersonName | null {
  const word = "[\\p{L}'’-]+";
  const before = new RegExp(`^((?:\\p{Lu}\\p{Ll}?\\.[\\s-]*){1,2})(${word})$`, 'u').exec(text);
  const after = new RegExp(`^(${word})\\s+((?:\\p{Lu}\\p{Ll}?\\.[\\s-]*){1,2})$`, 'u').exec(text);
  const initials = before?.[1] ?? after?.[2];
  const surname = before?.[2] ?? after?.[1];
  if (!initials || !surname || !INITIALS.test(initials)) return null;
  const [name, patronymic] = splitInitials(initials);
  return { surname, name, patronymic };
}

/**
 * Reads «Иванов Иван Иванович», «Иван Иванович Иванов», «И. И. Иванов», «Иванов И.И.». Null for what is not clearly
 * a person's name (two words are accepted only with initials).
 */
export function parsePersonName(text: string): PersonName | null {
  const clean = text.replace(/\s+/gu, ' ').trim();
  const initialled = parseInitialled(clean);
  if (initialled) return initialled;
  const words = clean.split(' ');
  if (
    words.length === 4 &&
    isPatronymic(words[3] as string) &&
    /^(?:оглы|кызы|гызы|улы)$/iu.test(words[3] ?? '')
  ) {
    return { surname: words[0] as string, name: words[1], patronymic: `${words[2]} ${words[3]}` };
  }
  if (words.length !== 3 || !words.every((word) => /^\p{Lu}[\p{L}'’-]+$/u.test(word))) return null;
  const [first, second, third] = words as [string, string, string];
  // The second word first: «Роман Аркадьевич Абрамович» ends like a patronymic too.
  if (isPatronymic(second)) return { surname: third, name: first, patronymic: second };
  if (isPatronymic(third)) return { surname: first, name: second, patronymic: third };
  return null;
}

/** Gender as given, else by patronymic, else as lvovich finds it; null when nothing tells. */
export function genderOf(person: PersonName): PersonGender | null {
  if (person.gender) return person.gender;
  if (person.patronymic && MALE_PATRONYMIC.test(person.patronymic)) return 'male';
  if (person.patronymic && FEMALE_PATRONYMIC.test(person.patronymic)) return 'female';
  const found = getGender({
    last: person.surname,
    first: person.name ?? null,
    middle: person.patronymic ?? null,
  });
  return found === 'male' || found === 'female' ? found : null;
}

const FEMALE_SOFT: Record<Exclude<Case, 'nominative'>, string> = {
  genitive: 'и',
  dative: 'и',
  accusative: 'ь',
  instrumental: 'ью',
  prepositional: 'и',
};
const CONSONANT = /[бвгджзклмнпрстфхцчшщ]$/iu;

function declineFirst(word: string, kase: Exclude<Case, 'nominative'>, gender: PersonGender): string {
  if (word.endsWith('.') || /[оеиуюэ]$/iu.test(word)) return word;
  if (gender === 'female') {
    // Любовь → Любови, Нинель → Нинели; a woman's name on a consonant (Кармен) does not change.
    if (/ь$/iu.test(word)) return word.slice(0, -1) + FEMALE_SOFT[kase];
    if (CONSONANT.test(word)) return word;
  }
  return inclineFirstname(word, kase, gender);
}

function declineSurnamePart(word: string, kase: Exclude<Case, 'nominative'>, gender: PersonGender): string {
  if (/(?:[оеиуюэ]|[ыи]х|[аеиоуыэюя]а)$/iu.test(word)) return word;
  if (gender === 'female' && /[бвгджзйклмнпрстфхцчшщь]$/iu.test(word)) return word;
  // Women's -ая/-яя surnames: lvovich spoils them inside double surnames, so they are ours everywhere.
  if (gender === 'female' && /[ая]я$/iu.test(word)) {
    const ending = /яя$|[жчшщ]ая$/iu.test(word) ? 'ей' : 'ой';
    if (kase === 'accusative') return word.slice(0, -2) + (/яя$/iu.test(word) ? 'юю' : 'ую');
    return word.slice(0, -2) + ending;
  }
  return inclineLastname(word, kase, gender);
}

const byParts = (word: string, change: (part: string) => string): string =>
  word.split('-').map(change).join('-');

/** The parts of a name in a case, for those who print them apart. Without a known gender nothing changes. */
export function declineNameParts(
  person: PersonName,
  kase: Case,
): { surname: string; name?: string; patronymic?: string } {
  const gender = genderOf(person);
  const { surname, name, patronymic } = person;
  const given = person.cases?.[kase] ? parseGiven(person.cases[kase] as string, person) : null;
  if (given) return given;
  if (kase === 'nominative' || !gender) {
    return { surname, ...(name ? { name } : {}), ...(patronymic ? { patronymic } : {}) };
  }
  const keepMiddle =
    !patronymic || patronymic.endsWith('.') || /(?:оглы|улы|уулу|кызы|гызы)$/iu.test(patronymic);
  return {
    surname: byParts(surname, (part) => declineSurnamePart(part, kase, gender)),
    ...(name ? { name: byParts(name, (part) => declineFirst(part, kase, gender)) } : {}),
    ...(patronymic
      ? { patronymic: keepMiddle ? patronymic : inclineMiddlename(patronymic, kase, gender) }
      : {}),
  };
}

function parseGiven(
  text: string,
  person: PersonName,
): { surname: string; name?: string; patronymic?: string } {
  const [surname = person.surname, name, ...rest] = text.trim().split(/\s+/u);
  const patronymic = rest.join(' ');
  return { surname, ...(name ? { name } : {}), ...(patronymic ? { patronymic } : {}) };
}

/** «Иванова Ивана Ивановича»: the full name in a case; a given form in `cases` wins. */
export function declinePerson(person: PersonName, kase: Case): string {
  const given = person.cases?.[kase];
  if (given) return given;
  const { surname, name, patronymic } = declineNameParts(person, kase);
  return [surname, name, patronymic].filter(Boolean).join(' ');
}

function initialsOf(person: PersonName, gap: string): string {
  const letters = [person.name, person.patronymic].flatMap((part) => {
    if (!part) return [];
    return [
      part
        .split('-')
        .map((piece) => `${piece[0]?.toUpperCase()}.`)
        .join('-'),
    ];
  });
  return letters.join(gap);
}

export interface InitialsOptions {
  readonly case?: Case | undefined;
  /** «И. О. Фамилия» as in prose; by default «И.О. Фамилия» as ГОСТ Р 7.0.97 papers print it. */
  readonly spaced?: boolean | undefined;
}

/** «И.О. Фамилия» of a full name as people write it; what cannot be read as one stays as it is. */
export function printedName(text: string): string {
  const person = parsePersonName(text);
  return person ? initialsBefore(person) : text;
}

/** «И.О. Фамилия» (signatures, marks). Never breaks between initials and surname. */
export function initialsBefore(person: PersonName, options: InitialsOptions = {}): string {
  const { surname } = declineNameParts(person, options.case ?? 'nominative');
  const initials = initialsOf(person, options.spaced ? NBSP : '');
  return initials ? `${initials}${NBSP}${surname}` : surname;
}

/** «Фамилия И.О.» (addressees, lists). */
export function initialsAfter(person: PersonName, options: InitialsOptions = {}): string {
  const { surname } = declineNameParts(person, options.case ?? 'nominative');
  const initials = initialsOf(person, options.spaced ? NBSP : '');
  return initials ? `${surname}${NBSP}${initials}` : surname;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

/**
 * A person from a field value: a string, or an object with surname/name/patronymic (also lastName/firstName/
 * middleName, fullName, or a `name` that holds the whole name). Null when it names no person.
 */
export function toPersonName(value: unknown): PersonName | null {
  if (typeof value === 'string') return parsePersonName(value);
  if (typeof value !== 'object' || value === null) return null;
  const raw = value as Record<string, unknown>;
  const gender = raw.gender === 'male' || raw.gender === 'm' ? 'male' : raw.gender ? 'female' : undefined;
  const cases =
    typeof raw.cases === 'object' && raw.cases !== null ? (raw.cases as PersonName['cases']) : undefined;
  const surname = text(raw.surname) ?? text(raw.lastName);
  if (surname) {
    const name = text(raw.name) ?? text(raw.firstName);
    return { surname, name, patronymic: text(raw.patronymic) ?? text(raw.middleName), gender, cases };
  }
  const whole = text(raw.fullName) ?? text(raw.name);
  const parsed = whole ? parsePersonName(whole) : null;
  return parsed ? { ...parsed, gender, cases } : null;
}
