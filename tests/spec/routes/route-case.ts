// Reads a route case (Russian YAML that a records manager can write) and plays it through the pure engine.
// Over 250 lines: the words of the cases, their reading and their checks belong together.
import { expect } from 'vitest';
import { addWorkingDays, endOfDay, loadRuleBook } from '~/modules/rules';
import {
  buildApprovalSheet,
  buildMarks,
  currentDecision,
  fireTimers,
  parseWorkflow,
  type RouteEffect,
  type RouteEventInput,
  type RouteInstance,
  startRoute,
  transition,
  type WorkflowDefinition,
} from '~/modules/workflows';
import { isAppError } from '~/shared/app-error';
import { formatProblem } from '~/shared/problem';
import { localDate, plainSpaces } from '~/shared/russian';

const content = import.meta.glob<string>('/content/rules/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
export const shipped = import.meta.glob<string>('/workflows/**/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
export const { calendar } = loadRuleBook(content).book;

/** Fictional people of the cases: surname → the rest. */
const PEOPLE: Record<string, { name: string; patronymic: string; position: string; organisation: string }> = {
  Орлова: { name: 'Любовь', patronymic: 'Петровна', position: 'директор', organisation: 'АНО «Тихий двор»' },
  Петров: {
    name: 'Пётр',
    patronymic: 'Ильич',
    position: 'председатель правления',
    organisation: 'ТСЖ «Заря»',
  },
  Сидорова: { name: 'Анна', patronymic: 'Львовна', position: 'президент', organisation: 'Фонд «Наш дом»' },
  Кузьмин: {
    name: 'Олег',
    patronymic: 'Игоревич',
    position: 'руководитель проекта',
    organisation: 'Лига инспекторов',
  },
  Лаптева: { name: 'Вера', patronymic: 'Сергеевна', position: 'секретарь', organisation: 'Лига инспекторов' },
  Зимин: { name: 'Лев', patronymic: 'Фомич', position: 'председатель', organisation: 'Лига инспекторов' },
};
const idOf = (surname: string) => `u-${surname}`;
const ROLES: Record<string, string> = { Лаптева: 'secretary', Зимин: 'chair', Кузьмин: 'approver' };

export interface CaseEvent {
  кто?: string;
  решение?: 'согласовано' | 'с замечаниями' | 'возврат' | 'отклонено';
  шаг?: string;
  замечание?: string;
  видел?: number;
  вместо?: string;
  письмо?: { номер: string; дата: string };
  ссылка?: boolean;
  основание?: { акт?: string; орган?: string; дата: string; номер: string };
  прошло?: number;
  /** Часы сервера перевели назад на столько часов. */
  'часы назад'?: number;
  версия?: number;
  /** Поля новой версии, если они другие; null — поля больше нет. */
  поля?: Record<string, unknown>;
  разделы?: string[];
  люди?: string[];
  'без учётных записей'?: boolean;
  отозвать?: string;
  остановить?: string;
  добавить?: string;
  исключить?: string;
  заменить?: string;
  на?: string;
  передаёт?: string;
  до?: string;
  причина?: string;
  /** Чьё согласие подкрепляют письмом организации. */
  'приложить письмо'?: string;
  'ответ на замечание'?: string;
  отказ?: string;
  состояние?: string;
}
export interface RouteCase {
  название: string;
  маршрут?: string;
  шаги?: unknown[];
  люди?: string[];
  внешние?: string[];
  поля?: Record<string, unknown>;
  предупреждение?: string;
  начало?: string;
  'отказ при отправке'?: string;
  события?: CaseEvent[];
  ожидаем?: {
    состояние?: string;
    идёт?: string[];
    ждём?: string[];
    решений?: number;
    срок?: string;
    грифы?: string[];
    лист?: string[];
    последствия?: string[];
    сохранено?: string[];
  };
}

const STATUS: Record<string, RouteInstance['status']> = {
  идёт: 'running',
  согласован: 'approved',
  возвращён: 'returned',
  отклонён: 'rejected',
  отозван: 'withdrawn',
  остановлен: 'stopped',
};
const DECISIONS = {
  согласовано: 'agree',
  'с замечаниями': 'agree-with-remarks',
  возврат: 'return',
  отклонено: 'reject',
} as const;

const sha = (version: number) => String(version).padStart(64, '0');

function entry(surname: string, key: string) {
  const person = PEOPLE[surname];
  if (!person) throw new Error(`нет такого человека в случаях: ${surname}`);
  const { name, patronymic, position, organisation } = person;
  return { key, person: { surname, name, patronymic }, position, organisation };
}

function fieldsOf(route: RouteCase, people: readonly string[]): Record<string, unknown> {
  const list = people.map((surname) => entry(surname, `k-${surname}`));
  return {
    coOrganisers: list,
    parties: list,
    consentingOfficial: list[0],
    approvingOfficial: list[1],
    ...route.поля,
  };
}

function bindingsOf(route: RouteCase, people: readonly string[]) {
  const bound = people.filter((surname) => !route.внешние?.includes(surname));
  const entries = bound.flatMap((surname) => {
    const userId = idOf(surname);
    const index = people.indexOf(surname);
    const official = index === 0 ? 'consentingOfficial' : 'approvingOfficial';
    return [
      [`coOrganisers.k-${surname}`, { userId }],
      [`parties.k-${surname}`, { userId }],
      [official, { userId }],
    ] as const;
  });
  return Object.fromEntries(entries);
}

export function definitionOf(route: RouteCase): WorkflowDefinition {
  const file = `/workflows/${route.маршрут}.yaml`;
  const inline = { kind: 'resolution', title: 'Случай', submit: { role: 'drafter' }, steps: route.шаги };
  const { definition, problems } = parseWorkflow(
    route.маршрут ? (shipped[file] ?? '') : JSON.stringify(inline),
    { file },
  );
  if (!definition) throw new Error(`маршрут случая не читается: ${problems.map(formatProblem).join('; ')}`);
  return definition;
}

const actor = (surname: string) => ({
  userId: idOf(surname),
  name: `${surname} ${PEOPLE[surname]?.name} ${PEOPLE[surname]?.patronymic}`,
  position: PEOPLE[surname]?.position ?? null,
  organisation: PEOPLE[surname]?.organisation ?? null,
  tokens: [`user:${idOf(surname)}`, ...(ROLES[surname] ? [`role:${ROLES[surname]}@org-1`] : [])],
});
const author = { ...actor('Кузьмин'), name: 'Автор', userId: 'u-автор', tokens: ['user:u-автор'] };
const seed = (surname: string) => {
  const { name, position, organisation } = actor(surname);
  return { userId: idOf(surname), name, position, organisation };
};

/** Where a person stands: the named step, else an active step, else any. */
function placeOf(instance: RouteInstance, surname: string, stepId?: string) {
  const places = instance.steps.flatMap((step) =>
    step.assignees
      .filter((one) => one.name.startsWith(surname) || one.token === `role:${ROLES[surname]}@org-1`)
      .map((one) => ({ step, one })),
  );
  const found =
    places.find(({ step }) => step.id === stepId) ??
    places.find(({ step, one }) => step.status === 'active' && one.state === 'asked') ??
    places.find(({ step }) => step.status === 'active') ??
    places[places.length - 1];
  return { stepId: stepId ?? found?.step.id ?? 'нет', assigneeKey: found?.one.key ?? 'нет' };
}

function decideEvent(event: CaseEvent, instance: RouteInstance): RouteEventInput {
  const who = event.кто as string;
  const { основание: ground, письмо: letter } = event;
  return {
    type: 'decide',
    ...placeOf(instance, event.вместо ?? who, event.шаг),
    actor: actor(who),
    decision: DECISIONS[event.решение as keyof typeof DECISIONS],
    versionSha256: event.видел ? sha(event.видел) : instance.versionSha256,
    channel: letter ? 'letter' : event.ссылка ? 'link' : 'product',
    substitute: event.вместо !== undefined && event.причина === 'замещает',
    remark: event.замечание,
    letter: letter && {
      number: letter.номер,
      date: letter.дата,
      enteredBy: { userId: 'u-Лаптева', name: 'Лаптева В.С.' },
    },
    ground:
      ground &&
      (ground.акт
        ? { kind: 'act', act: ground.акт, date: ground.дата, number: ground.номер }
        : { kind: 'protocol', body: ground.орган as string, date: ground.дата, number: ground.номер }),
  };
}

function remarkOf(instance: RouteInstance, surname: string): string {
  return (
    [...instance.decisions].reverse().find((one) => one.person.name.startsWith(surname) && one.remark)?.id ??
    'нет'
  );
}

const decisionOf = (instance: RouteInstance, surname: string): string =>
  [...instance.decisions].reverse().find((one) => one.person.name.startsWith(surname))?.id ?? 'нет';

function toEvent(event: CaseEvent, instance: RouteInstance, route: RouteCase): RouteEventInput {
  const reason = event.причина ?? '';
  if (event.решение) return decideEvent(event, instance);
  if (event.версия) {
    const people = event.люди ?? route.люди ?? [];
    return {
      type: 'new-version',
      actor: author,
      versionSha256: sha(event.версия),
      versionNumber: event.версия,
      fields: { ...fieldsOf(route, people), ...event.поля },
      ...(event['без учётных записей'] ? {} : { bindings: bindingsOf(route, people) }),
      ...(event.разделы ? { changedSections: event.разделы } : {}),
    };
  }
  if (event.отозвать !== undefined) return { type: 'withdraw', actor: author, reason: event.отозвать };
  if (event.остановить !== undefined) return { type: 'stop', actor: author, reason: event.остановить };
  if (event.добавить) {
    const stepId = event.шаг ?? (instance.steps.find((step) => step.status === 'active')?.id as string);
    return { type: 'add-assignee', actor: author, stepId, seed: seed(event.добавить) };
  }
  if (event.исключить)
    return {
      type: 'remove-assignee',
      actor: author,
      ...placeOf(instance, event.исключить, event.шаг),
      reason,
    };
  if (event.заменить) {
    const place = placeOf(instance, event.заменить, event.шаг);
    return { type: 'replace-assignee', actor: author, ...place, seed: seed(event.на as string), reason };
  }
  if (event.передаёт) {
    const place = placeOf(instance, event.передаёт, event.шаг);
    const by = actor(event.кто ?? event.передаёт);
    return {
      type: 'delegate',
      actor: by,
      ...place,
      seed: seed(event.на as string),
      until: event.до as string,
      reason,
    };
  }
  if (event['приложить письмо']) {
    const { номер: number = '', дата: date = '' } = event.письмо ?? {};
    return {
      type: 'attach-letter',
      actor: author,
      decisionId: decisionOf(instance, event['приложить письмо']),
      letter: { number, date, enteredBy: { userId: 'u-Лаптева', name: 'Лаптева В.С.' } },
    };
  }
  if (event['ответ на замечание']) {
    const decisionId = remarkOf(instance, event['ответ на замечание']);
    return { type: 'answer-remark', actor: author, decisionId, answer: 'учтено' };
  }
  throw new Error(`непонятное событие: ${JSON.stringify(event)}`);
}

interface Play {
  definition: WorkflowDefinition;
  instance: RouteInstance;
  effects: RouteEffect[];
  clock: Date;
}

function step(play: Play, event: CaseEvent, route: RouteCase): void {
  play.clock = new Date(play.clock.getTime() + 10_000);
  if (event['часы назад'] !== undefined) {
    play.clock = new Date(play.clock.getTime() - event['часы назад'] * 3_600_000);
  } else if (event.прошло !== undefined) {
    const day = addWorkingDays(calendar, localDate(play.clock, 'Europe/Moscow'), event.прошло).date;
    play.clock = new Date(endOfDay(day, 'Europe/Moscow').getTime() + 30_000);
    const fired = fireTimers(play.definition, play.instance, play.clock, calendar);
    play.instance = fired.instance;
    play.effects.push(...fired.entries.flatMap((one) => one.effects));
  } else {
    const before = JSON.stringify(play.instance);
    const input = toEvent(event, play.instance, route);
    try {
      const next = transition(play.definition, play.instance, input, play.clock, calendar);
      expect(event.отказ, 'ждали отказа, а событие принято').toBeUndefined();
      Object.assign(play, { instance: next.instance, effects: [...play.effects, ...next.effects] });
    } catch (error) {
      if (!isAppError(error)) throw error;
      expect(error.code).toBe(`workflows/${event.отказ}`);
      expect(error.message).toMatch(/[а-я]/);
      expect(JSON.stringify(play.instance), 'отказ не меняет маршрут').toBe(before);
    }
  }
  if (event.состояние) expect(play.instance.status).toBe(STATUS[event.состояние]);
}

const surnames = (names: readonly string[]) => names.map((name) => name.split(' ')[0] as string).sort();

function printedMarks(play: Play): string[] {
  const subject = { noun: 'резолюция', gender: 'f', plural: false } as const;
  return buildMarks(play.definition, play.instance, subject).map((mark) =>
    plainSpaces([mark.word, ...mark.lines, mark.person].filter(Boolean).join(' / ')),
  );
}

function check(play: Play, expected: NonNullable<RouteCase['ожидаем']>): void {
  const { instance } = play;
  const active = instance.steps.filter((one) => one.status === 'active');
  const asked = active.flatMap((one) => one.assignees.filter((person) => person.state === 'asked'));
  if (expected.состояние) expect(instance.status).toBe(STATUS[expected.состояние]);
  if (expected.идёт)
    expect(instance.status === 'running' ? active.map((one) => one.id) : []).toEqual(expected.идёт);
  if (expected.ждём) {
    expect(surnames(instance.status === 'running' ? asked.map((one) => one.name) : [])).toEqual(
      [...expected.ждём].sort(),
    );
    expect(instance.pending).toHaveLength(expected.ждём.length);
  }
  if (expected.решений !== undefined) expect(instance.decisions).toHaveLength(expected.решений);
  if (expected.срок) expect(asked.map((one) => one.dueAt && localDate(one.dueAt))).toContain(expected.срок);
  if (expected.грифы) expect(printedMarks(play)).toEqual(expected.грифы);
  const sheet = buildApprovalSheet(play.definition, instance, { title: 'Лист согласования' });
  const lines = sheet.rows.map((row) => `${row.who.split(' ')[0]}: ${row.decision}; ${row.channel}`);
  for (const line of expected.лист ?? []) expect(lines).toContain(line);
  const kinds = new Set<string>(play.effects.map((effect) => effect.type));
  for (const kind of expected.последствия ?? []) expect(kinds).toContain(kind);
  if (expected.сохранено) {
    const carried = instance.steps.flatMap((one) => one.assignees.filter((person) => person.carried));
    expect(surnames(carried.map((one) => currentDecision(instance, one)?.person.name ?? ''))).toEqual(
      expected.сохранено,
    );
  }
}

/** Plays one case; every expectation of the file is asserted, and effects are unique. */
export function playCase(route: RouteCase): void {
  const people = route.люди ?? [];
  const definition = definitionOf(route);
  const clock = new Date(route.начало ?? '2026-11-23T10:00:00+03:00');
  const begin = () =>
    startRoute(
      definition,
      {
        id: 'r1',
        workflow: { id: 'случай', release: 'f'.repeat(64) },
        organisationId: 'org-1',
        timeZone: 'Europe/Moscow',
        version: { sha256: sha(1), number: 1 },
        fields: fieldsOf(route, people),
        bindings: bindingsOf(route, people),
        silenceAnnounced: route.предупреждение ?? null,
        submittedBy: 'Автор',
      },
      clock,
      calendar,
    );
  const refusal = route['отказ при отправке'];
  if (refusal) {
    expect(begin).toThrow(refusal);
    return;
  }
  const play: Play = { definition, ...begin(), clock };
  for (const event of route.события ?? []) step(play, event, route);
  check(play, route.ожидаем ?? {});
  const ids = play.effects.map((effect) => effect.id);
  expect(new Set(ids).size, 'последствия не повторяются').toBe(ids.length);
  const times = play.instance.history.map(({ at }) => at.getTime());
  expect(times, 'время внутри маршрута не идёт назад').toEqual([...times].sort((a, b) => a - b));
}
