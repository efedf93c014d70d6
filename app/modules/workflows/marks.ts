// Marks (грифы и визы) from decisions: ГОСТ Р 7.0.97 forms (FACTS §1.4). Silence never prints a mark.
import {
  capitalFirst,
  declinePhrase,
  formatDate,
  localDate,
  type NounGender,
  plainSpaces,
  printedName,
} from '~/shared/russian';
import { currentDecision, isAgreement } from './engine/outcome';
import type { Assignee, Decision, PersonSnapshot, RouteInstance } from './instance.schema';
import type { WorkflowDefinition, WorkflowStep } from './workflow.schema';

export interface ApprovalMark {
  kind: 'soglasovano' | 'utverzhdayu' | 'utverzhdeno' | 'prinyato' | 'viza';
  side: 'left' | 'right' | 'end';
  /** «СОГЛАСОВАНО»; empty for a visa. */
  word: string;
  /** Post, organisation, act, body or letter. */
  lines: string[];
  /** «И.О. Фамилия». */
  person?: string;
  /** ISO day; absent = a line for ink. */
  date?: string;
  signatureLine: boolean;
}

/** What the mark agrees with: «положение», n. */
export interface MarkSubject {
  readonly noun: string;
  readonly gender: NounGender;
  readonly plural: boolean;
}

const ENDINGS: Record<NounGender, string> = { m: '', f: 'А', n: 'О' };

/** «УТВЕРЖДЕН», «УТВЕРЖДЕНА», «УТВЕРЖДЕНО», «УТВЕРЖДЕНЫ» (ГОСТ Р 7.0.97, гриф утверждения). */
export function approvedWord(subject: Pick<MarkSubject, 'gender' | 'plural'>): string {
  return `УТВЕРЖДЕН${subject.plural ? 'Ы' : ENDINGS[subject.gender]}`;
}

/** «Принят», «Принята», «Принято», «Приняты». */
export function adoptedWord(subject: Pick<MarkSubject, 'gender'> & { plural?: boolean | undefined }): string {
  return `Принят${subject.plural ? 'ы' : ENDINGS[subject.gender].toLowerCase()}`;
}

const day = (iso: string): string => plainSpaces(formatDate(iso, 'short'));
const SIDES = {
  soglasovano: 'left',
  utverzhdayu: 'right',
  utverzhdeno: 'right',
  prinyato: 'end',
  viza: 'end',
} as const;

function wordOf(kind: ApprovalMark['kind'], subject: MarkSubject): string {
  switch (kind) {
    case 'soglasovano':
      return 'СОГЛАСОВАНО';
    case 'utverzhdayu':
      return 'УТВЕРЖДАЮ';
    case 'utverzhdeno':
      return approvedWord(subject);
    case 'prinyato':
      return adoptedWord(subject).toUpperCase();
    case 'viza':
      return '';
  }
}

type Post = Pick<PersonSnapshot, 'position' | 'organisation' | 'organisationGenitive'>;

/** «Председатель правления» / «Общественной организации «…»»; an organisation already named in the post is not repeated. */
function postLines({ position, organisation, organisationGenitive }: Post): string[] {
  if (!position) return organisation ? [organisation] : [];
  const post = capitalFirst(position);
  if (!organisation) return [post];
  const genitive = organisationGenitive ?? declinePhrase(organisation, 'genitive');
  return post.includes(organisation) || post.includes(genitive) ? [post] : [post, genitive];
}

function signed(
  person: PersonSnapshot | Assignee,
  date?: string,
): Pick<ApprovalMark, 'lines' | 'person' | 'date' | 'signatureLine'> {
  return {
    lines: postLines(person),
    person: printedName(person.name),
    ...(date ? { date } : {}),
    signatureLine: true,
  };
}

function grounded(kind: ApprovalMark['kind'], decision: Decision): string[] | null {
  const { ground, letter, person } = decision;
  if (ground?.kind === 'act')
    return [declinePhrase(ground.act, 'instrumental'), `от ${day(ground.date)} № ${ground.number}`];
  if (ground?.kind === 'protocol') {
    const instrumental = kind === 'utverzhdeno' || kind === 'prinyato';
    const body = instrumental ? declinePhrase(ground.body, 'instrumental') : ground.body;
    return [body, `(протокол от ${day(ground.date)} № ${ground.number})`];
  }
  return letter && byLetter(kind, decision) ? letterLines(kind, person, letter) : null;
}

/** Who approved himself is not replaced by a letter put behind it; a consent of a body is its letter. */
const byLetter = (kind: ApprovalMark['kind'], { channel }: Decision): boolean =>
  channel === 'letter' || kind === 'soglasovano';

/** «Письмо ТСЖ «Заря» / от … № …»; what a letter approves is «УТВЕРЖДЕНО письмом …». */
function letterLines(
  kind: ApprovalMark['kind'],
  { organisation, organisationGenitive, name }: PersonSnapshot,
  { date, number }: NonNullable<Decision['letter']>,
): string[] {
  const word = kind === 'utverzhdeno' || kind === 'prinyato' ? 'письмом' : 'Письмо';
  const details = `от ${day(date)} № ${number}`;
  if (!organisation) return [word, `${details} (${printedName(name)})`];
  return [`${word} ${organisationGenitive ?? declinePhrase(organisation, 'genitive')}`, details];
}

function markOf(
  step: WorkflowStep,
  decision: Decision,
  subject: MarkSubject,
  timeZone: string,
): ApprovalMark {
  // With an act, a protocol or a letter it is «УТВЕРЖДЕН…», over a signature «УТВЕРЖДАЮ» (ГОСТ Р 7.0.97).
  const byGround = step.mark === 'utverzhdayu' && (decision.ground !== null || decision.channel === 'letter');
  const kind = byGround ? 'utverzhdeno' : (step.mark as ApprovalMark['kind']);
  const base = { kind, side: SIDES[kind], word: wordOf(kind, subject) };
  const ground = grounded(kind, decision);
  if (ground) return { ...base, lines: ground, signatureLine: false };
  const mark: ApprovalMark = { ...base, ...signed(decision.person, localDate(decision.at, timeZone)) };
  const remarks = kind === 'viza' && decision.kind === 'agree-with-remarks';
  return remarks ? { ...mark, lines: ['Замечания прилагаются', ...mark.lines] } : mark;
}

function blankOf(step: WorkflowStep, assignee: Assignee, subject: MarkSubject): ApprovalMark {
  const kind = step.mark as ApprovalMark['kind'];
  return { kind, side: SIDES[kind], word: wordOf(kind, subject), ...signed(assignee) };
}

/**
 * The marks of the paper, in the order of the steps and of the people in them. Only consents that stand now print;
 * silence, refusals and people taken out print nothing. `blank` adds ink lines for those who have not decided yet
 * (a draft to be signed by hand). Pure.
 */
export function buildMarks(
  definition: WorkflowDefinition,
  instance: RouteInstance,
  subject: MarkSubject,
  options: { blank?: boolean } = {},
): ApprovalMark[] {
  const marks = definition.steps.flatMap((step) => {
    const state = instance.steps.find((one) => one.id === step.id);
    if (!state || step.mark === 'none' || state.status === 'skipped') return [];
    return state.assignees.flatMap((assignee) => {
      if (assignee.state === 'decided') {
        const decision = currentDecision(instance, assignee);
        if (!decision || !isAgreement(decision) || decision.channel === 'silence') return [];
        return [markOf(step, decision, subject, instance.timeZone)];
      }
      const open = assignee.state === 'waiting' || assignee.state === 'asked';
      return open && options.blank && step.mark !== 'viza' ? [blankOf(step, assignee, subject)] : [];
    });
  });
  return marks.filter((mark, index) => mark.signatureLine || marks.findIndex(sameAs(mark)) === index);
}

/** Two people who answer by the same protocol, act or letter leave one mark of it. */
const sameAs = (mark: ApprovalMark) => (other: ApprovalMark) =>
  !other.signatureLine && other.word === mark.word && other.lines.join('\n') === mark.lines.join('\n');

/** A warning of the linter (never a refusal): УТВЕРЖДЕНО over an official's own signature should be УТВЕРЖДАЮ. */
export function markWarnings(definition: WorkflowDefinition, instance: RouteInstance): string[] {
  return definition.steps.flatMap((step) => {
    if (step.mark !== 'utverzhdeno') return [];
    const signedByPerson = instance.decisions.some(
      (decision) => decision.stepId === step.id && decision.ground === null && decision.letter === null,
    );
    return signedByPerson
      ? [
          `Шаг «${step.title}»: над подписью должностного лица ГОСТ Р 7.0.97 ставит УТВЕРЖДАЮ, а УТВЕРЖДЕНО — с реквизитами акта или протокола.`,
        ]
      : [];
  });
}
