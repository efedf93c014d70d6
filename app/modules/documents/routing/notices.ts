// Letters of a route, as plain text. Pure: who is told what; when it may go out is decided by the caller.

import { zonedInstant } from '~/modules/rules';
import type { MailMessage } from '~/platform/mail/mailer';
import { addDays, count, localDate, localHour } from '~/shared/russian';

export type NoticeKind = 'asked' | 'reminded' | 'escalated';

export interface NoticeInput {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly to: { readonly email: string; readonly name: string };
  readonly title: string;
  readonly stepTitle: string;
  readonly versionNumber: number;
  /** «осталось 2 рабочих дня»; null without a term. */
  readonly dueText: string | null;
  /** For an escalation: who has not answered. */
  readonly late: string;
  readonly url: string;
}

const SUBJECTS: Readonly<Record<NoticeKind, string>> = {
  asked: 'На согласование',
  reminded: 'Напоминание о согласовании',
  escalated: 'Просрочено согласование',
};

export function noticeLetter(input: NoticeInput): MailMessage {
  const { kind, title, stepTitle, versionNumber, dueText, late, url } = input;
  const request: Record<NoticeKind, string> = {
    asked: 'Ждут вашего решения по документу:',
    reminded: 'Ваше решение всё ещё ждут. Документ:',
    escalated: `Решения нет в срок: ${late}. Документ:`,
  };
  const place = `Шаг «${stepTitle}», версия ${versionNumber}${dueText ? `; ${dueText}` : ''}.`;
  return {
    id: input.id,
    to: [input.to],
    subject: `${SUBJECTS[kind]}: ${title}`.replace(/\s+/g, ' ').slice(0, 200),
    text: `${[`Здравствуйте, ${input.to.name}!`, request[kind], title, place, url].join('\n\n')}\n`,
  };
}

export type OutcomeKind = 'approved' | 'returned' | 'rejected' | 'remarked';

const OUTCOMES: Readonly<Record<OutcomeKind, { subject: string; words: string }>> = {
  approved: { subject: 'Согласовано', words: 'Согласование закончено, документ можно принимать:' },
  returned: {
    subject: 'Возвращено на доработку',
    words: 'Документ возвращён вам. Ответьте на замечания и отправьте новую версию:',
  },
  rejected: { subject: 'Отклонено', words: 'Документ отклонён:' },
  remarked: {
    subject: 'Замечание при согласовании',
    words: 'Согласовано с замечанием. Ответьте на него, без ответа документ не идёт дальше:',
  },
};

/** To the author: what came of his route. */
export function outcomeLetter(input: {
  readonly id: string;
  readonly kind: OutcomeKind;
  readonly to: { readonly email: string; readonly name: string };
  readonly title: string;
  readonly versionNumber: number;
  /** Where it was decided; null for the whole route. */
  readonly stepTitle: string | null;
  readonly url: string;
}): MailMessage {
  const { id, kind, to, title, versionNumber, stepTitle, url } = input;
  const { subject, words } = OUTCOMES[kind];
  const place = `${stepTitle ? `Шаг «${stepTitle}», версия` : 'Версия'} ${versionNumber}.`;
  return {
    id,
    to: [{ email: to.email, name: to.name }],
    subject: `${subject}: ${title}`.replace(/\s+/g, ' ').slice(0, 200),
    text: `${[`Здравствуйте, ${to.name}!`, words, title, place, url].join('\n\n')}\n`,
  };
}

const FROM_HOUR = 8;
const TO_HOUR = 21;

/** The next moment at which a letter may go out: never between 21 and 8 o'clock of the organisation's time. */
export function afterQuietHours(now: Date, timeZone: string): Date {
  const hour = localHour(now, timeZone);
  if (hour >= FROM_HOUR && hour < TO_HOUR) return now;
  const today = localDate(now, timeZone);
  return zonedInstant(hour < FROM_HOUR ? today : addDays(today, 1), '08:00', timeZone);
}

const MOST_TITLES = 20;

/** «Вас ждут документы»: the titles, the first of them, and where to decide. */
export function digestLetter(input: {
  readonly id: string;
  readonly to: { readonly email: string; readonly name: string };
  readonly titles: readonly string[];
  readonly url: string;
}): MailMessage {
  const { id, to, titles, url } = input;
  const number = count(titles.length, 'документ', 'документа', 'документов');
  const list = titles.slice(0, MOST_TITLES).map((title) => `— ${title}`);
  const more = titles.length > MOST_TITLES ? [`и ещё ${titles.length - MOST_TITLES}`] : [];
  return {
    id,
    to: [{ email: to.email, name: to.name }],
    subject: `На согласовании у вас: ${number}`,
    text: `${[`Здравствуйте, ${to.name}!`, 'Вашего решения ждут:', [...list, ...more].join('\n'), url].join('\n\n')}\n`,
  };
}
