// What is wrong with a draft, in words and at its card. Numbers and titles are checked here, because a person types them;
// everything else is said by the validator that reads the file at load.
import { parseWorkflow } from '../parse-workflow';
import { draftValue } from './draft-value';
import type { EditorField, RouteDraft, StepDraft } from './route-draft';
import { clauseKind, readNumber } from './sentence';

export interface DraftProblem {
  /** Id of the step whose card it belongs to; null = the route as a whole. */
  readonly step: string | null;
  /** Field of the card, where it is one. */
  readonly field: string | null;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

export interface DraftContext {
  /** Kind of document. */
  readonly kind: string;
  readonly fields: readonly EditorField[];
}

/** Keys of the file beside their words, e.g. « (onSilence)»: readers of the editor see no file. */
const FILE_KEYS = / \([a-z][A-Za-z]*(?:: [^)]*)?\)/g;

const isWhole = (typed: string, least: number, most: number): boolean => {
  const value = readNumber(typed);
  return value !== null && Number.isInteger(value) && value >= least && value <= most;
};

type Say = (field: string, message: string) => void;

function checkNumbers(step: StepDraft, say: Say): void {
  if (step.due.trim() && !isWhole(step.due, 1, 250))
    say('due', 'срок — целое число рабочих дней от 1 до 250; без срока оставьте поле пустым');
  if (step.remind.trim() && !isWhole(step.remind, 1, 30))
    say('remind', 'напоминание — целое число рабочих дней от 1 до 30');
  if (step.rule === 'atLeast' && !isWhole(step.ruleNumber, 1, 500))
    say('ruleNumber', 'укажите, сколько человек должно согласовать: целое число от 1 до 500');
  const percent = readNumber(step.ruleNumber);
  if (step.rule === 'percent' && (percent === null || percent < 1 || percent > 100))
    say('ruleNumber', 'укажите долю согласных: число от 1 до 100');
  if (step.escalateTo && !isWhole(step.escalateAfter, 1, 250))
    say('escalateAfter', 'укажите, через сколько рабочих дней передавать выше: целое число от 1 до 250');
  if (step.escalateAfter.trim() && !step.escalateTo)
    say('escalateTo', 'укажите, кому передавать выше, или оставьте число дней пустым');
}

function checkTexts(step: StepDraft, fields: readonly EditorField[], say: Say): void {
  if (!step.title.trim()) say('title', 'назовите шаг');
  if (step.title.trim().length > 300) say('title', 'название длиннее 300 знаков: сократите его');
  if (step.casting && step.rule !== 'majority')
    say('rule', 'решающий голос бывает только у правила «больше половины»');
  if (step.who === 'field' && !step.field) say('field', 'выберите поле, в котором названы согласующие');
  if (step.who === 'external' && step.external.some(({ name }) => !name.trim()))
    say('external', 'у каждого внешнего участника укажите имя');
  if (
    step.who === 'external' &&
    step.external.some(({ email }) => email.trim() && !/^\S+@\S+\.\S+$/.test(email))
  )
    say('external', 'адрес почты записывается как name@example.org');
  step.clauses.forEach(({ field, value }, index) => {
    const kind = clauseKind(fields.find(({ path, repeated }) => path === field && !repeated));
    const number = `условие ${index + 1}`;
    if (kind === null) say('clauses', `${number}: выберите поле`);
    else if (kind === 'number' && readNumber(value) === null) say('clauses', `${number}: значение — число`);
    else if (kind === 'date' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) say('clauses', `${number}: укажите дату`);
    else if (kind !== 'flag' && !value.trim()) say('clauses', `${number}: укажите, с чем сравнивать`);
  });
}

/** The step with harmless values where it was found wrong already, so that the validator speaks of the rest only. */
function mended(step: StepDraft, wrong: ReadonlySet<string>): StepDraft {
  const isWrong = (field: string) => wrong.has(field);
  return {
    ...step,
    title: isWrong('title') ? 'Шаг' : step.title,
    due: isWrong('due') ? '1' : step.due,
    remind: isWrong('remind') ? '' : step.remind,
    ...(isWrong('ruleNumber') ? { rule: 'all' as const } : {}),
    ...(isWrong('escalateAfter') || isWrong('escalateTo')
      ? { escalateAfter: '', escalateTo: '' as const }
      : {}),
    ...(isWrong('clauses') ? { clauses: [] } : {}),
    ...(isWrong('field') || isWrong('external') ? { who: 'role' as const } : {}),
  };
}

/** The value as text with a known first line for each step: the validator names lines, the editor needs cards. */
function textOf(value: Record<string, unknown>): { text: string; starts: number[] } {
  const { steps, ...head } = value;
  const lines = Object.entries(head).map(([key, one]) => `${key}: ${JSON.stringify(one)}`);
  lines.push(`steps: ${(steps as unknown[]).length === 0 ? '[]' : ''}`);
  const starts: number[] = [];
  for (const step of steps as unknown[]) {
    starts.push(lines.length + 1);
    const [first = '', ...rest] = JSON.stringify(step, null, 1).split('\n');
    lines.push(`  - ${first}`, ...rest.map((line) => `    ${line}`));
  }
  return { text: lines.join('\n'), starts };
}

/** The validator's message without keys of the file, with titles and labels for ids and paths. */
function inWords(message: string, draft: RouteDraft, fields: readonly EditorField[]): string {
  const names = new Map<string, string>([
    ...fields.map(({ path, label }) => [path, label] as const),
    ...draft.steps.map(({ id, title }) => [id, title] as const),
  ]);
  const named = message.replace(/«([^«»]+)»/g, (_, name: string) => `«${names.get(name) ?? name}»`);
  return named.replace(FILE_KEYS, '');
}

/** All problems of a draft. An error stands against saving. Pure. */
export function checkDraft(draft: RouteDraft, { kind, fields }: DraftContext): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const sayRoute = (message: string) =>
    problems.push({ step: null, field: null, message, severity: 'error' });
  if (!draft.title.trim()) sayRoute('назовите маршрут');
  if (draft.title.trim().length > 300) sayRoute('название маршрута длиннее 300 знаков: сократите его');
  if (draft.note.trim().length > 1000) sayRoute('пояснение длиннее 1000 знаков: сократите его');
  if (draft.steps.length === 0) sayRoute('в маршруте нет шагов: добавьте хотя бы один');
  const steps = draft.steps.map((step) => {
    const wrong = new Set<string>();
    const say: Say = (field, message) => {
      wrong.add(field);
      problems.push({ step: step.id, field, message, severity: 'error' });
    };
    checkNumbers(step, say);
    checkTexts(step, fields, say);
    return mended(step, wrong);
  });
  if (steps.length === 0) return problems;
  const safe = { ...draft, title: 'Маршрут', note: '', steps };
  const { text, starts } = textOf(draftValue(safe, kind, fields));
  const templateFields = fields.length > 0 ? fields : undefined;
  for (const { line, message, severity } of parseWorkflow(text, { file: '', templateFields }).problems) {
    const index = starts.filter((start) => start <= line).length - 1;
    const step = draft.steps[index]?.id ?? null;
    problems.push({ step, field: null, message: inWords(message, draft, fields), severity });
  }
  return problems;
}

export const hasErrors = (problems: readonly DraftProblem[]): boolean =>
  problems.some(({ severity }) => severity === 'error');
