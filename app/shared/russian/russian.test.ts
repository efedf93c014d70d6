// Over 250 lines: tables of examples, one a rule of FACTS §8.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  count,
  declinePerson,
  declinePhrase,
  describeWorkingDaysLeft,
  formatDate,
  formatDateTime,
  formatFieldValue,
  formatNumber,
  formatPeriod,
  initialsAfter,
  initialsBefore,
  localDate,
  type PersonName,
  parsePersonName,
  plainSpaces,
  plural,
  pluralForm,
  typograph,
} from './index';

const plain = (text: string) => plainSpaces(text);
const person = (full: string): PersonName => parsePersonName(full) as PersonName;

describe('plural', () => {
  it.each([
    [1, 'участник'],
    [2, 'участника'],
    [5, 'участников'],
    [11, 'участников'],
    [12, 'участников'],
    [14, 'участников'],
    [21, 'участник'],
    [22, 'участника'],
    [111, 'участников'],
    [400, 'участников'],
    [1.5, 'участника'],
    [0, 'участников'],
  ])('%d %s', (n, word) => {
    expect(plural(n, 'участник', 'участника', 'участников')).toBe(word);
  });
  it('depends only on the last two digits of a whole number', () => {
    fc.assert(fc.property(fc.nat(1_000_000), (n) => pluralForm(n) === pluralForm((n % 100) + 100)));
  });
  it('sets thousands and decimals', () => {
    expect(plain(count(13880, 'рубль', 'рубля', 'рублей'))).toBe('13 880 рублей');
    expect(formatNumber(1302)).toBe('1302');
    expect(formatNumber(62.5)).toBe('62,5');
    expect(plain(formatNumber(1302569.25))).toBe('1 302 569,25');
  });
});

describe('dates', () => {
  it('prints the three forms and never breaks a day from its month', () => {
    expect(formatDate('2023-09-25')).toBe('25\u00a0сентября 2023\u00a0г.');
    expect(formatDate('2023-09-05', 'short')).toBe('05.09.2023');
    expect(plain(formatDate('2018-01-16', 'quoted'))).toBe('«16» января 2018 г.');
    expect(plain(formatDate('2018-01-06', 'quoted'))).toBe('«06» января 2018 г.');
  });
  it('leaves what is no date as it is', () => {
    for (const text of ['', 'в июле', '2023-02-30', '31.02.2023']) expect(formatDate(text)).toBe(text);
  });
  it('reads instants in the time zone of the organisation', () => {
    const instant = new Date('2023-09-24T22:30:00Z');
    expect(localDate(instant, 'Europe/Moscow')).toBe('2023-09-25');
    expect(localDate(instant, 'Europe/London')).toBe('2023-09-24');
    expect(plain(formatDateTime(instant, 'Asia/Vladivostok'))).toBe('25.09.2023 08:30');
  });
  it('joins periods', () => {
    expect(plain(formatPeriod('2023-09-25', '2023-09-27'))).toBe('25–27 сентября 2023 г.');
    expect(plain(formatPeriod('2023-09-25', '2023-10-03'))).toBe('25 сентября – 3 октября 2023 г.');
    expect(plain(formatPeriod('2023-12-25', '2024-01-03'))).toBe('25 декабря 2023 г. – 3 января 2024 г.');
  });
  it('says how many working days are left', () => {
    expect(plain(describeWorkingDaysLeft(2))).toBe('осталось 2 рабочих дня');
    expect(plain(describeWorkingDaysLeft(1))).toBe('остался 1 рабочий день');
    expect(plain(describeWorkingDaysLeft(21))).toBe('остался 21 рабочий день');
    expect(plain(describeWorkingDaysLeft(0))).toBe('сегодня последний день');
    expect(plain(describeWorkingDaysLeft(-1))).toBe('просрочено на день');
    expect(plain(describeWorkingDaysLeft(-5))).toBe('просрочено на 5 рабочих дней');
  });
  it('addDays goes there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20000 }), fc.integer({ min: -500, max: 500 }), (base, shift) => {
        const day = addDays('2000-01-01', base);
        return addDays(addDays(day, shift), -shift) === day;
      }),
    );
  });
});

describe('names', () => {
  it.each([
    ['Иванов Илья Ильич', 'genitive', 'Иванова Ильи Ильича'],
    ['Иванов Илья Ильич', 'instrumental', 'Ивановым Ильей Ильичом'],
    ['Орлова Любовь Петровна', 'genitive', 'Орловой Любови Петровны'],
    ['Орлова Любовь Петровна', 'instrumental', 'Орловой Любовью Петровной'],
    ['Орлова Любовь Петровна', 'accusative', 'Орлову Любовь Петровну'],
    ['Петренко Олег Игоревич', 'dative', 'Петренко Олегу Игоревичу'],
    ['Черных Анна Львовна', 'genitive', 'Черных Анны Львовны'],
    ['Мицкевич Анна Львовна', 'dative', 'Мицкевич Анне Львовне'],
    ['Мицкевич Адам Львович', 'dative', 'Мицкевичу Адаму Львовичу'],
    ['Соколовская-Гусь Нинель Юрьевна', 'genitive', 'Соколовской-Гусь Нинели Юрьевны'],
    ['Дюма Павел Лукич', 'genitive', 'Дюма Павла Лукича'],
    ['Живаго Юрий Андреевич', 'prepositional', 'Живаго Юрии Андреевиче'],
    ['Мамедов Ильхам Гейдар оглы', 'genitive', 'Мамедова Ильхама Гейдар оглы'],
    ['Толстой Лев Николаевич', 'dative', 'Толстому Льву Николаевичу'],
    ['Белая Мария Олеговна', 'instrumental', 'Белой Марией Олеговной'],
    ['Римский-Корсаков Николай Андреевич', 'genitive', 'Римского-Корсакова Николая Андреевича'],
  ] as const)('%s, %s: %s', (full, kase, expected) => {
    expect(declinePerson(person(full), kase)).toBe(expected);
  });
  it('prefers the form that a person confirmed', () => {
    const confirmed = { ...person('Кравец Олег Ильич'), cases: { genitive: 'Кравца Олега Ильича' } };
    expect(declinePerson(confirmed, 'genitive')).toBe('Кравца Олега Ильича');
    expect(plain(initialsAfter(confirmed, { case: 'genitive' }))).toBe('Кравца О.И.');
  });
  it('puts initials before and after', () => {
    const orlova = person('Орлова Любовь Петровна');
    expect(initialsBefore(orlova)).toBe('Л.П.\u00a0Орлова');
    expect(plain(initialsAfter(orlova, { case: 'dative' }))).toBe('Орловой Л.П.');
    expect(plain(initialsBefore(orlova, { spaced: true }))).toBe('Л. П. Орлова');
    expect(plain(initialsBefore({ surname: 'Кот', name: 'Анна-Мария' }))).toBe('А.-М. Кот');
  });
  it.each([
    ['Роман Аркадьевич Абрамович', { surname: 'Абрамович', name: 'Роман', patronymic: 'Аркадьевич' }],
    ['И. И. Образцов', { surname: 'Образцов', name: 'И.', patronymic: 'И.' }],
    ['Образцов И.И.', { surname: 'Образцов', name: 'И.', patronymic: 'И.' }],
    ['Образцов И.', { surname: 'Образцов', name: 'И.' }],
  ])('reads %s', (text, expected) => {
    expect(parsePersonName(text)).toEqual(expected);
  });
  it.each(['Общее Собрание Жильцов', 'директор школы', 'Иванов', '', 'Анна Петрова'])(
    '%s is no name',
    (text) => {
      expect(parsePersonName(text)).toBeNull();
    },
  );
  it('never throws and gives a text for any words', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (surname, name) => {
        expect(typeof declinePerson({ surname, name, gender: 'female' }, 'genitive')).toBe('string');
      }),
    );
  });
});

describe('noun phrases', () => {
  it.each([
    ['руководитель проекта', 'genitive', 'руководителя проекта'],
    ['Генеральный директор', 'genitive', 'Генерального директора'],
    ['исполняющий обязанности директора', 'genitive', 'исполняющего обязанности директора'],
    ['председатель правления', 'instrumental', 'председателем правления'],
    ['заместитель председателя', 'dative', 'заместителю председателя'],
    ['главный бухгалтер', 'instrumental', 'главным бухгалтером'],
    ['управляющий', 'genitive', 'управляющего'],
    ['глава администрации', 'accusative', 'главу администрации'],
    ['глава администрации', 'instrumental', 'главой администрации'],
    ['общее собрание', 'instrumental', 'общим собранием'],
    ['совет', 'instrumental', 'советом'],
    ['приказ', 'instrumental', 'приказом'],
    ['постановление', 'instrumental', 'постановлением'],
    ['комиссия по этике', 'instrumental', 'комиссией по этике'],
    ['старший общественный инспектор', 'dative', 'старшему общественному инспектору'],
    [
      'Автономная некоммерческая организация «Тихий двор»',
      'instrumental',
      'Автономной некоммерческой организацией «Тихий двор»',
    ],
    ['вице-президент', 'genitive', 'вице-президента'],
    ['круглый стол', 'genitive', 'круглого стола'],
    ['правила', 'dative', 'правилам'],
    ['хранитель маяка', 'genitive', 'хранитель маяка'],
    ['ТСЖ «Заря»', 'genitive', 'ТСЖ «Заря»'],
  ] as const)('%s, %s: %s', (phrase, kase, expected) => {
    expect(declinePhrase(phrase, kase)).toBe(expected);
  });
});

describe('typography', () => {
  it.each([
    ['общество "Хартия "Солидарность""', 'общество «Хартия „Солидарность“»'],
    ['«Хартия «Солидарность»»', '«Хартия „Солидарность“»'],
    ['слово - слово', 'слово — слово'],
    ['№5 и §3', '№ 5 и § 3'],
    ['г.Астрахань, 2023г.', 'г. Астрахань, 2023 г.'],
    ['62,5%', '62,5 %'],
    ['14:00-16:15', '14:00–16:15'],
    ['в 2018-2024 гг.', 'в 2018–2024 гг.'],
    ['приказ № 2018-2019', 'приказ № 2018-2019'],
    ['см. http://example.org/a-b?q="x"', 'см. http://example.org/a-b?q="x"'],
    ['и так далее...', 'и так далее…'],
    ['- первое', '- первое'],
    ['44/пр и 188-ФЗ', '44/пр и 188-ФЗ'],
  ])('%s → %s', (input, expected) => {
    expect(plain(typograph(input))).toBe(expected);
  });
  it('ties short words, units, dates and initials', () => {
    expect(typograph('в доме по ст. 44')).toBe('в\u00a0доме по\u00a0ст.\u00a044');
    expect(typograph('25 сентября 2023 г.')).toBe('25\u00a0сентября 2023\u00a0г.');
    expect(typograph('подписал И.О. Фамилия')).toBe('подписал И.О.\u00a0Фамилия');
  });
  it('is idempotent on any text and changes no letter', () => {
    const piece = fc.constantFrom(
      '"',
      '«',
      '»',
      '„',
      '“',
      '”',
      ' ',
      '-',
      '—',
      '–',
      '.',
      '...',
      '№',
      '5',
      '2023',
      'г.',
      'ст',
      'в',
      'и',
      'т',
      'А.',
      'Дом',
      'слово',
      '\n',
      '14:00',
      '%',
      '(',
      ')',
      ',',
      'http://a.b/"c',
      '\u00a0',
      'же',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const once = typograph(pieces.join(''));
        expect(typograph(once)).toBe(once);
        const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
        expect(letters(once)).toBe(letters(pieces.join('')));
      }),
      { numRuns: 2000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (s) => typograph(typograph(s)) === typograph(s)));
  });
});

describe('formatFieldValue', () => {
  const orlova = { surname: 'Орлова', name: 'Любовь', patronymic: 'Петровна' };
  it.each([
    ['2023-09-25', 'date-long', '25 сентября 2023 г.'],
    ['2023-09-25', 'date-short', '25.09.2023'],
    ['2023-09-25', 'date-quoted', '«25» сентября 2023 г.'],
    [orlova, 'genitive', 'Орловой Любови Петровны'],
    [orlova, 'initials-before', 'Л.П. Орлова'],
    [orlova, 'text', 'Орлова Любовь Петровна'],
    ['Орлова Любовь Петровна', 'initials-after', 'Орлова Л.П.'],
    ['руководитель проекта', 'dative', 'руководителю проекта'],
    [{ name: 'АНО «Маяк»', cases: { instrumental: 'АНО «Маяк»' } }, 'instrumental', 'АНО «Маяк»'],
    [39, 'count:человек|человека|человек', '39 человек'],
    ['22', 'count:участник|участника|участников', '22 участника'],
    [['а', 'б', 'в'], 'join', 'а, б и в'],
    [['а'], 'text', 'а'],
    ['круглый стол', 'upper', 'КРУГЛЫЙ СТОЛ'],
    [undefined, 'date-long', ''],
    [null, 'genitive', ''],
    [true, 'text', 'да'],
    ['{{x}} <b>', 'text', '{{x}} <b>'],
    ['как есть', 'no-such-format', 'как есть'],
  ])('%j as %s', (value, format, expected) => {
    expect(plain(formatFieldValue(value, format))).toBe(expected);
  });
  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.constantFrom('text', 'date-long', 'genitive', 'initials-before', 'join', 'upper', 'count:а|б|в'),
        (value, format) => typeof formatFieldValue(value, format) === 'string',
      ),
    );
  });
});
