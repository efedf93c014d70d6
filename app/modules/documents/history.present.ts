// The journal of a document in sentences that a person reads.
import { count, formatDate } from '~/shared/russian';
import type { ProposalEventType } from './discussion/proposal.events';
import type { HistoryEntryView } from './documents.views';
import type { DocumentEventType } from './events';
import { PARTICIPANT_ROLE_WORDS, type ParticipantRole, VISIBILITY_WORDS } from './sharing/participants';

/** One sealed event of the document, as the audit module lists it. */
export interface HistoryLine {
  /** Number in the journal. */
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  /** null when erased at the person's request. */
  readonly actorName: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Values about persons that were not erased. */
  readonly personal?: Readonly<Record<string, string | null>>;
}

const DECISIONS: Readonly<Record<string, string>> = {
  agree: 'согласовал(а) документ',
  'agree-with-remarks': 'согласовал(а) с замечаниями',
  return: 'вернул(а) на доработку',
  reject: 'отклонил(а) документ',
};

/** « (правили 3 человека, затронуто 14 абзацев)»; empty where nothing was recorded. */
function editsInWords(edits: unknown): string {
  const { people, blocks } = (edits ?? {}) as { people?: number; blocks?: number };
  if (!people || !blocks) return '';
  const who = count(people, 'человек', 'человека', 'человек');
  return ` (правили: ${who}; затронуто: ${count(blocks, 'абзац', 'абзаца', 'абзацев')})`;
}
const editsWord = (n: number) => count(n, 'правку', 'правки', 'правок');
const DECIDED: Readonly<Record<string, string>> = {
  accepted: 'принял(а) в черновик',
  rejected: 'отклонил(а)',
  withdrawn: 'отозвал(а)',
};

const who = (personal: HistoryLine['personal']) => personal?.name ?? 'имя удалено';
const roleOf = (data: HistoryLine['data']) =>
  PARTICIPANT_ROLE_WORDS[data.role as ParticipantRole] ?? String(data.role);

type Sentence = (data: HistoryLine['data'], personal: HistoryLine['personal']) => string;

const SENTENCES: Readonly<Record<DocumentEventType | ProposalEventType, Sentence>> = {
  'document.created': () => 'создал(а) документ из шаблона',
  'document.imported': (_, personal) =>
    `взял(а) готовый текст из файла${personal?.fileName ? ` «${personal.fileName}»` : ''}`,
  'document.version-saved': (data) =>
    `сохранил(а) версию ${data.number}${data.note ? `: ${data.note}` : ''}${editsInWords(data.edits)}`,
  'document.draft-discarded': (data) => `отказался(-лась) от несохранённых правок (${data.changes})`,
  'document.version-renamed': (data) =>
    data.note ? `назвал(а) версию ${data.number}: ${data.note}` : `убрал(а) название версии ${data.number}`,
  'document.version-restored': (data) => `восстановил(а) версию ${data.restored} как версию ${data.number}`,
  'document.problem-skipped': (data) => `пропустил(а) замечание проверки: ${data.reason}`,
  'document.problem-unskipped': () => 'вернул(а) пропущенное замечание проверки',
  'document.submitted': (data) => `отправил(а) на согласование версию ${data.number}`,
  'document.decided': (data, personal) => {
    const said = DECISIONS[String(data.decision)] ?? 'принял(а) решение';
    const letter = data.letter as { number: string; date: string } | undefined;
    if (letter)
      return `внес(ла) решение по письму от ${formatDate(letter.date, 'short')} № ${letter.number} (${who(personal)}): ${said}`;
    const way = data.channel === 'link' ? ' по личной ссылке' : '';
    return `${said}${personal?.name ? ` за ${personal.name}` : ''}${way}`;
  },
  'document.decision-asked': (_, personal) => `запрошено решение: ${who(personal)}`,
  'document.decision-reminded': (_, personal) => `отправлено напоминание: ${who(personal)}`,
  'document.decision-escalated': (_, personal) => `о просрочке сообщено руководителю: ${who(personal)}`,
  'document.silence-recorded': (_, personal) => `замечаний не поступило: ${who(personal)}`,
  'document.approver-added': (_, personal) => `добавил(а) согласующего: ${who(personal)}`,
  'document.approver-removed': (data, personal) =>
    `исключил(а) из числа согласующих: ${who(personal)}. Причина: ${data.reason}`,
  'document.approver-replaced': (data, personal) =>
    `заменил(а) согласующего: ${who(personal)} → ${personal?.other ?? 'имя удалено'}. Причина: ${data.reason}`,
  'document.decision-delegated': (data, personal) =>
    `передал(а) решение до ${formatDate(String(data.until), 'short')}: ${who(personal)}`,
  'document.letter-attached': (data, personal) =>
    `приложил(а) письмо от ${formatDate(String(data.date), 'short')} № ${data.number} к согласию: ${who(personal)}`,
  'document.route-stopped': (data) => `остановил(а) согласование: ${data.reason}`,
  'substitution.appointed': (data) =>
    `назначил(а) замещающего с ${formatDate(String(data.from), 'short')} до ${formatDate(String(data.until), 'short')}`,
  'substitution.cancelled': () => 'отменил(а) замещение',
  'document.approved': () => 'согласование завершено: документ согласован',
  'document.returned': () => 'документ возвращён автору',
  'document.rejected': () => 'согласование завершено: документ отклонён',
  'document.withdrawn': (data) => `отозвал(а) документ${data.reason ? `: ${data.reason}` : ''}`,
  'document.remark-answered': () => 'ответил(а) на замечание',
  'document.remark-made': () => 'внес(ла) замечание',
  'document.remark-replied': () => 'ответил(а) в обсуждении замечания',
  'document.remark-edited': () => 'исправил(а) своё замечание',
  'document.remark-deleted': () => 'удалил(а) своё замечание',
  'document.remark-resolved': () => 'отметил(а) замечание решённым',
  'document.remark-reopened': () => 'снова открыл(а) замечание',
  'document.suggestions-made': (data) => `предложил(а) ${editsWord(Number(data.count))}`,
  'document.suggestions-decided': (data) =>
    `${DECIDED[String(data.outcome)] ?? 'решил(а) о правках'}: ${editsWord((data.ids as string[]).length)}`,
  'document.file-received': () => 'загрузил(а) файл с правками',
  'document.file-taken': (data) =>
    `перенёс(ла) из файла ${editsWord(Number(data.suggestions))} и замечания: ${data.remarks}`,
  'document.adopted': (data) =>
    `отметил(а) принятие ${formatDate(String(data.date), 'short')}${data.number ? `, № ${data.number}` : ''}`,
  'document.issued': () => 'выпустил(а) документ: файлы сохранены и больше не меняются',
  'document.published': () => 'опубликовал(а) документ',
  'document.edition-started': () => 'начал(а) новую редакцию документа',
  'document.succeeded': (data) =>
    `выпущена новая редакция, она действует с ${formatDate(String(data.from), 'short')}`,
  'document.superseded': (data) =>
    `документ заменён новой редакцией с ${formatDate(String(data.from), 'short')}`,
  'document.acquaintance-asked': (data, personal) =>
    `попросил(а) ознакомиться: ${personal?.names ?? `человек: ${(data.userIds as string[]).length}`}`,
  'document.acquaintance-withdrawn': (_, personal) => `убрал(а) из листа ознакомления: ${who(personal)}`,
  'document.acquainted': () => 'ознакомлен(а) с документом',
  'document.discussion-started': (data) =>
    `вынес(ла) на обсуждение версию ${data.number}, предложения до ${formatDate(String(data.until), 'short')}`,
  'document.discussion-closed': () => 'закончил(а) приём предложений',
  'document.discussion-changed': (data) =>
    `изменил(а) условия обсуждения: предложения до ${formatDate(String(data.until), 'short')}${data.openPage ? '' : ', без открытой страницы'}`,
  'document.version-put-up': (data) => `вынес(ла) на обсуждение версию ${data.number} вместо прежней`,
  'document.based-on': (data) =>
    `записал(а): ${String(data.word).toLowerCase()} ${formatDate(String(data.date), 'short')}, версия ${data.number}, ${data.result}`,
  'document.authors-seen': (data) => `посмотрел(а) имена авторов предложений: ${data.count}`,
  'document.history-exported': (data) =>
    `выгрузил(а) историю документа (${String(data.format).toUpperCase()})`,
  'document.extract-made': (data) => `сделал(а) выписку, ${String(data.format ?? '').toUpperCase()}`,
  'document.participant-added': (data, personal) => `добавил(а) участника: ${who(personal)}, ${roleOf(data)}`,
  'document.participant-changed': (data, personal) => `изменил(а) роль: ${who(personal)}, ${roleOf(data)}`,
  'document.participant-removed': (_, personal) => `убрал(а) участника: ${who(personal)}`,
  'document.visibility-changed': (data) =>
    `изменил(а), кто читает документ: ${VISIBILITY_WORDS[data.visibility as keyof typeof VISIBILITY_WORDS] ?? data.visibility}`,
  'document.consent-asked': (data) => `спросил(а) согласие на наименование и логотип: ${data.organisation}`,
  'document.consent-answered': (data) =>
    `записал(а) ответ: ${data.organisation} ${data.answer === 'given' ? 'согласна' : 'не согласна'} на наименование и логотип${data.letter ? `, письмо ${data.letter}` : ''}`,
  'proposal.received': (data) => `подал(а) предложение № ${data.number}`,
  'proposal.decided': () => 'разобрал(а) предложение',
  'proposal.taken': () => 'перенёс(ла) предложение в текст',
  'proposal.grouped': () => 'объединил(а) предложения',
  'proposal.hidden': (data) => `скрыл(а) предложение: ${data.reason}`,
  'proposal.restored': () => 'снова показал(а) предложение',
  'proposal.withdrawn': () => 'отозвал(а) предложение',
  'proposal.consent-withdrawn': () => 'отозвал(а) согласие на обработку данных',
  'proposal.author-erased': () => 'стёр(ла) имя автора предложения',
};

/** The event in words; null for what is no event of a document. */
export function sentenceOf({ type, data, personal }: Omit<HistoryLine, 'seq'>): string | null {
  return SENTENCES[type as keyof typeof SENTENCES]?.(data, personal) ?? null;
}

export function presentHistory(line: HistoryLine): HistoryEntryView {
  return {
    seq: line.seq,
    at: line.at.toISOString(),
    actorName: line.actorName ?? 'имя удалено',
    text: sentenceOf(line) ?? line.type,
  };
}
