// What happened to people and organisations, in words: a short name for filters, and the sentence after the actor's name.
import { type EventWords, eventNames, eventSentence } from '~/shared/event-words';
import type { IdentityEventType } from './events';

const WORDS: EventWords<IdentityEventType> = {
  'organisation.added': ['организация добавлена', 'добавил(а) организацию'],
  'organisation.changed': ['организация изменена', 'изменил(а) сведения об организации'],
  'organisation.forms-confirmed': ['падежи организации', 'подтвердил(а) падежи наименования организации'],
  'user.added': ['учётная запись создана', 'создал(а) учётную запись'],
  'user.signed-in': ['вход', 'вошёл(-ла) на сайт'],
  'user.sessions-ended': ['сеансы закончены', 'закончил(а) сеансы на других устройствах'],
  'user.password-changed': ['пароль сменён', 'сменил(а) пароль'],
  'user.membership-added': ['принят в организацию', 'принял(а) приглашение в организацию'],
  'user.membership-changed': ['роли изменены', 'изменил(а) роли человека в организации'],
  'user.disabled': ['учётная запись закрыта', 'закрыл(а) учётную запись'],
  'user.enabled': ['учётная запись открыта', 'снова открыл(а) учётную запись'],
  'user.lockout-reset': ['блокировка входа снята', 'снял(а) блокировку входа'],
  'user.forms-confirmed': ['падежи имени', 'подтвердил(а) падежи имени'],
  'user.totp-enabled': ['второй шаг включён', 'включил(а) второй шаг входа'],
  'user.totp-disabled': ['второй шаг выключен', 'выключил(а) второй шаг входа'],
  'user.letter-sent-again': ['письмо отправлено снова', 'отправил(а) письмо ещё раз'],
  'user.recovery-used': ['запасной код использован', 'вошёл(-ла) по запасному коду'],
  'invitation.sent': ['приглашение отправлено', 'отправил(а) приглашение'],
  'invitation.accepted': ['приглашение принято', 'принял(а) приглашение'],
  'invitation.revoked': ['приглашение отозвано', 'отозвал(а) приглашение'],
  'link.issued': ['личная ссылка выдана', 'выдал(а) личную ссылку на документ'],
  'link.sent-again': ['личная ссылка отправлена снова', 'отправил(а) личную ссылку ещё раз'],
  'link.opened': ['личная ссылка открыта', 'открыл(а) документ по личной ссылке'],
  'link.revoked': ['личная ссылка отозвана', 'отозвал(а) личную ссылку'],
};

export const IDENTITY_EVENT_NAMES = eventNames(WORDS);

/** The event in words; null for what is none of this module. */
export const identitySentence = (type: string): string | null => eventSentence(WORDS, type);
