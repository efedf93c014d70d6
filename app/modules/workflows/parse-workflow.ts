// Reads a workflow file and says everything that is wrong with it: file, line, reason in Russian. Keys of the file stand
// in brackets beside the word: the route editor, whose readers see no file, leaves them out.
import { readYaml, type YamlSource, zodProblems } from '~/modules/rules';
import type { Problem } from '~/shared/problem';
import { checkCondition, type TemplateField } from './condition';
import { ROLE_WORDS } from './roles';
import { type WorkflowDefinition, WorkflowSchema, type WorkflowStep } from './workflow.schema';

export interface ParseWorkflowInput {
  readonly file: string;
  /** Fields of the templates of this kind (`listFieldPaths`); absent = names of fields are not checked. */
  readonly templateFields?: readonly TemplateField[] | undefined;
  /** Kinds where silence can never mean consent (rule table approval, ГК РФ ст. 158 п. 3). */
  readonly silenceForbiddenKinds?: readonly string[] | undefined;
}
export interface ParsedWorkflow {
  /** Null when the file has an error. */
  readonly definition: WorkflowDefinition | null;
  readonly problems: Problem[];
}

// Used when the caller brings no rule table; the same list as content/rules/approval.yaml.
const SILENCE_FORBIDDEN = ['regulation', 'ethics-code', 'mediation-agreement', 'protocol'];
const ROLE_LIST = Object.entries(ROLE_WORDS)
  .map(([role, word]) => `${role} (${word})`)
  .join(', ');

type Say = (path: readonly (string | number)[], message: string, severity?: Problem['severity']) => void;

/** Plain words for the two mistakes that zod would explain badly: an unknown role, a step without people. */
function roughProblems(source: YamlSource): { problems: Problem[]; covered: (path: string) => boolean } {
  const problems: Problem[] = [];
  const covered: string[] = [];
  const root = source.value as Record<string, unknown> | null;
  const at = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  const checkRole = (holder: unknown, path: (string | number)[]) => {
    const role = at(holder, 'role');
    if (role === undefined || (typeof role === 'string' && Object.hasOwn(ROLE_WORDS, role))) return;
    problems.push(
      source.problem([...path, 'role'], `неизвестная роль «${String(role)}»; есть: ${ROLE_LIST}`),
    );
    covered.push(path.join('.'));
  };
  for (const key of ['submit', 'adopt', 'publish']) checkRole(at(root, key), [key]);
  const steps = at(root, 'steps');
  (Array.isArray(steps) ? steps : []).forEach((step: unknown, index) => {
    const name = String(at(step, 'title') ?? at(step, 'id') ?? index + 1);
    const assignees = at(step, 'assignees');
    const path = ['steps', index, 'assignees'];
    checkRole(assignees, path);
    checkRole(at(at(step, 'escalate'), 'to'), ['steps', index, 'escalate', 'to']);
    const list = at(assignees, 'users') ?? at(assignees, 'external');
    const empty = assignees === undefined || assignees === null || (Array.isArray(list) && list.length === 0);
    if (!empty) return;
    problems.push(
      source.problem(
        path,
        `шаг «${name}» без согласующих: укажите, кто согласует (assignees: field, role, users или external)`,
      ),
    );
    covered.push(path.join('.'));
  });
  return {
    problems,
    covered: (path) => covered.some((prefix) => path === prefix || path.startsWith(`${prefix}.`)),
  };
}

function checkReturn(steps: readonly WorkflowStep[], index: number, say: Say): void {
  const step = steps[index] as WorkflowStep;
  if (step.onReturn === 'author') return;
  const target = steps.findIndex((other) => other.id === step.onReturn);
  const path = ['steps', index, 'onReturn'];
  if (target < 0)
    say(path, `возврат на неизвестный шаг «${step.onReturn}»; укажите автора (author) или шаг выше (id)`);
  else if (target >= index)
    say(path, `возврат на шаг «${step.onReturn}» образует петлю: вернуть можно только на шаг выше`);
}

function checkTime(step: WorkflowStep, index: number, say: Say, forbidden: boolean): void {
  const path = (key: string) => ['steps', index, key];
  if (!step.due) {
    if (step.onSilence !== 'escalate')
      say(path('onSilence'), 'решение при молчании (onSilence) без срока (due) не наступит никогда');
    if (step.escalate) say(path('escalate'), 'передача выше (escalate) без срока (due) не наступит никогда');
    if (step.remind) say(path('remind'), 'напоминание (remind) без срока (due) не наступит никогда');
  } else if (step.remind && step.remind.beforeWorkingDays >= step.due.workingDays) {
    say(
      path('remind'),
      'напоминание приходится на день отправки или раньше: напоминайте ближе к сроку (beforeWorkingDays)',
      'warning',
    );
  }
  if (step.onSilence !== 'agree') return;
  if (forbidden)
    say(path('onSilence'), 'для этого вида документа молчание не считается согласием (ГК РФ ст. 158 п. 3)');
  if (step.kind === 'signature') say(path('onSilence'), 'подпись нельзя получить молчанием');
}

function checkShape(step: WorkflowStep, index: number, say: Say): void {
  const { assignees, rule } = step;
  const fixed =
    'users' in assignees
      ? new Set(assignees.users).size
      : 'external' in assignees
        ? assignees.external.length
        : 'role' in assignees
          ? 1
          : null;
  const least = typeof rule === 'object' && 'atLeast' in rule ? rule.atLeast : null;
  if (fixed !== null && least !== null && least > fixed) {
    say(
      ['steps', index, 'rule'],
      `нужно согласие ${least}, а согласующих ${fixed}: шаг не завершится никогда`,
    );
  }
  if (step.mark !== 'none' && ['acquaintance', 'registration'].includes(step.kind)) {
    say(['steps', index, 'mark'], 'ознакомление и регистрация не оставляют грифа: уберите гриф (mark)');
  }
  if (step.mark === 'prinyato') {
    say(
      ['steps', index, 'mark'],
      'отметку о принятии печатает принятие документа; в шаге она нужна редко',
      'warning',
    );
  }
  if (index === 0 && step.together) say(['steps', 0, 'together'], 'первому шагу не с чем начинаться вместе');
}

function checkFields(step: WorkflowStep, index: number, input: ParseWorkflowInput, say: Say): void {
  const { templateFields } = input;
  if (step.when !== undefined) {
    for (const fault of checkCondition(step.when, templateFields)) say(['steps', index, 'when'], fault);
  }
  if (!templateFields || !('field' in step.assignees)) return;
  const { field } = step.assignees;
  const known = templateFields.find((one) => one.path === field && !one.repeated);
  const path = ['steps', index, 'assignees', 'field'];
  if (!known) say(path, `такого поля в шаблоне нет: «${field}»`);
  else if (!['list', 'group', 'person', 'text', 'organisation'].includes(known.type)) {
    say(path, `поле «${field}» не называет людей (type: ${known.type})`);
  }
}

function checkSteps(definition: WorkflowDefinition, input: ParseWorkflowInput, say: Say): void {
  const forbidden = (input.silenceForbiddenKinds ?? SILENCE_FORBIDDEN).includes(definition.kind);
  const { steps } = definition;
  steps.forEach((step, index) => {
    if (steps.findIndex((other) => other.id === step.id) !== index)
      say(['steps', index, 'id'], `шаг «${step.id}» уже есть`);
    if (step.id === 'author') say(['steps', index, 'id'], 'имя author занято: так называется возврат автору');
    checkReturn(steps, index, say);
    checkTime(step, index, say, forbidden);
    checkShape(step, index, say);
    checkFields(step, index, input, say);
  });
}

/** Reads and checks a workflow file. Pure; never throws: all findings are in `problems`. */
export function parseWorkflow(text: string, input: ParseWorkflowInput): ParsedWorkflow {
  const source = readYaml(text, input.file);
  if (source.problems.length > 0) return { definition: null, problems: source.problems };
  const rough = roughProblems(source);
  const parsed = WorkflowSchema.safeParse(source.value);
  if (!parsed.success) {
    const rest = parsed.error.issues.filter((issue) => !rough.covered(issue.path.map(String).join('.')));
    const others = zodProblems({ issues: rest } as typeof parsed.error, source);
    return { definition: null, problems: [...rough.problems, ...others] };
  }
  const problems = [...rough.problems];
  checkSteps(parsed.data, input, (path, message, severity = 'error') => {
    problems.push(source.problem(path, message, severity));
  });
  const broken = problems.some((problem) => problem.severity === 'error');
  return { definition: broken ? null : parsed.data, problems };
}
