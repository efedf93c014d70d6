// Words of decisions, channels and rules as lists, sheets and timelines print them.
import { formatDate, plainSpaces } from '~/shared/russian';
import type { Decision } from './instance.schema';
import type { StepKind, StepRule, WorkflowStep } from './workflow.schema';

const WORDS: Record<StepKind, Partial<Record<Decision['kind'], string>>> = {
  approval: {},
  review: { agree: 'рассмотрено без замечаний', 'agree-with-remarks': 'рассмотрено с замечаниями' },
  signature: { agree: 'подписано' },
  registration: { agree: 'зарегистрировано' },
  acquaintance: { agree: 'ознакомлен' },
};
const COMMON: Record<Decision['kind'], string> = {
  agree: 'согласовано',
  'agree-with-remarks': 'согласовано с замечаниями',
  return: 'возвращено на доработку',
  reject: 'отклонено',
};

/** A step that approves or adopts says so: its mark prints «УТВЕРЖДАЮ», not «СОГЛАСОВАНО». */
const MARK_WORDS: Partial<Record<WorkflowStep['mark'], string>> = {
  utverzhdayu: 'утверждено',
  utverzhdeno: 'утверждено',
  prinyato: 'принято',
};

/** «согласовано», «утверждено», «подписано»; silence is never called consent: «замечаний не поступило». */
export function decisionWord(
  decision: Pick<Decision, 'kind' | 'channel'>,
  { kind, mark }: Pick<WorkflowStep, 'kind' | 'mark'>,
): string {
  if (decision.channel === 'silence') return 'замечаний не поступило';
  const marked = kind === 'approval' ? MARK_WORDS[mark] : undefined;
  if (marked && decision.kind === 'agree') return marked;
  if (marked && decision.kind === 'agree-with-remarks') return `${marked} с замечаниями`;
  return WORDS[kind][decision.kind] ?? COMMON[decision.kind];
}

/** What a person does who decides for: the word on his form. */
export type ConsentVerb = 'agree' | 'approve' | 'adopt' | 'review' | 'sign' | 'register' | 'acquaint';

const VERBS: Record<Exclude<StepKind, 'approval'>, ConsentVerb> = {
  review: 'review',
  signature: 'sign',
  registration: 'register',
  acquaintance: 'acquaint',
};

export function consentVerb({ kind, mark }: Pick<WorkflowStep, 'kind' | 'mark'>): ConsentVerb {
  if (kind !== 'approval') return VERBS[kind];
  if (mark === 'prinyato') return 'adopt';
  return mark === 'utverzhdayu' || mark === 'utverzhdeno' ? 'approve' : 'agree';
}

const day = (iso: string): string => plainSpaces(formatDate(iso, 'short'));

const letterWord = ({ date, number, enteredBy }: NonNullable<Decision['letter']>): string =>
  `письмо от ${day(date)} № ${number} (внёс: ${enteredBy.name})`;

/** How a decision came: «в системе», «по личной ссылке», «письмо от 12.09.2026 № 45 (внёс …)», «молчание …». */
export function channelWord(decision: Decision, silenceAnnounced: string | null): string {
  const letter = decision.letter ? letterWord(decision.letter) : null;
  const withLetter = (way: string) => (letter ? `${way}; ${letter}` : way);
  switch (decision.channel) {
    case 'product':
      return withLetter(decision.onBehalfOf ? `в системе, за: ${decision.onBehalfOf}` : 'в системе');
    case 'link':
      return withLetter('по личной ссылке');
    case 'letter':
      return letter ?? 'письмо';
    case 'silence':
      return silenceAnnounced ? `срок истёк; предупреждение — ${silenceAnnounced}` : 'срок истёк';
  }
}

/** «все», «любой», «не менее 2», «не менее 60 %». */
export function ruleWord(rule: StepRule): string {
  if (rule === 'all') return 'все';
  if (rule === 'any') return 'любой';
  if (rule === 'majority') return 'больше половины';
  if ('atLeast' in rule) return `не менее ${rule.atLeast}`;
  return `не менее ${String(rule.percent).replace('.', ',')} %`;
}
