// A small law of nobody in two editions: for the journey of acts and for pictures of their pages. Own words.

const HEAD = `ФЕДЕРАЛЬНЫЙ ЗАКОН
О дворовых скамейках
от 3 марта 2015 г. N 907-ФЗ
Глава 1. Общие положения`;

/** Line 5 is no heading for a program, line 6 is three lines in one, line 9 is torn off line 8. */
export const ROUGH_ACT = `${HEAD}
Ст. 1. Основные понятия
1. Скамейкой считается место для отдыха: 1) у подъезда; 2) у дорожки.
Статья 2. Уход за скамейкой
1. Уход ведёт тот,
кто её поставил.
2. Правила ухода следуют из части 1 статьи 1 настоящего Федерального закона.
3. Скамейку красят раз в год.
`;

export const NEWER_ACT = `${HEAD}
Статья 1. Основные понятия
1. Скамейкой считается место для отдыха:
1) у подъезда;
2) у дорожки.
Статья 2. Уход за скамейкой
1. Уход ведёт тот, кто её поставил.
2. Правила ухода следуют из части 1 статьи 1 настоящего Федерального закона.
3. Скамейку красят дважды в год.
Статья 3. Вступление в силу
1. Закон вступает в силу со дня опубликования.
`;

export const SAMPLE_ACT_PATH = '/acts/fz-907-2015';

/** An act as long as a code: `articles` articles of three parts each. */
export function longAct(number: string, articles: number): string {
  const article = (n: number) =>
    `Статья ${n}. О скамейке номер ${n}\n1. Скамейка стоит во дворе.\n2. Её красят.\n3. Её чинят.\n`;
  const body = Array.from({ length: articles }, (_, index) => article(index + 1)).join('');
  return `ФЕДЕРАЛЬНЫЙ ЗАКОН\nО всех скамейках\nот 4 марта 2015 г. N ${number}\n${body}`;
}
