// The letters of this module, as plain text. Pure. Links and codes stand alone on their lines, so that any mail
// program makes them easy to open and to copy.
import type { MailMessage } from '~/platform/mail/index.server';
import { formatDate } from '~/shared/russian';
import type { Invitation, PersonalLink } from './links.schema';

const day = (at: Date) => formatDate(at.toISOString().slice(0, 10), 'long');
const lines = (...parts: readonly string[]) => `${parts.join('\n\n')}\n`;

export const invitationLetter = (
  invitation: Invitation,
  input: { readonly organisation: string; readonly url: string },
): MailMessage => ({
  id: `${invitation._id}:${invitation.letters}`,
  to: [{ email: invitation.email }],
  subject: `Приглашение: ${input.organisation}`,
  text: lines(
    'Здравствуйте!',
    `${invitation.invitedBy.name} приглашает вас готовить и согласовывать документы организации «${input.organisation}» на сайте «Хартия».`,
    'Откройте ссылку, назовите себя и задайте пароль:',
    input.url,
    `Ссылка действует один раз и до ${day(invitation.expiresAt)}. Никому её не передавайте.`,
    'Если вы не ждали этого письма, ничего делать не нужно.',
  ),
});

/** What the person is asked for; an approver decides on the page that the link opens. */
function linkRequest({ role, issuedBy }: PersonalLink): string {
  if (role === 'approver') return 'Вас просят согласовать документ: прочитать его и записать решение.';
  return role === 'reviewer'
    ? `${issuedBy.name} просит вас посмотреть документ и высказать замечания:`
    : `${issuedBy.name} открывает вам документ для чтения:`;
}

export const linkLetter = (
  link: PersonalLink,
  input: { readonly title: string; readonly url: string },
): MailMessage => ({
  id: `${link._id}:${link.letters}`,
  to: [{ email: link.person.email, name: link.person.name }],
  subject: `Документ для вас: ${input.title}`.replace(/\s+/g, ' ').slice(0, 200),
  text: lines(
    `Здравствуйте, ${link.person.name}!`,
    linkRequest(link),
    input.title,
    'Откройте ссылку; учётная запись не нужна, код для входа придёт отдельным письмом на этот же адрес:',
    input.url,
    `Ссылка именная и действует до ${day(link.expiresAt)}. Без кода, который придёт вам, другой человек по ней ничего не увидит.`,
  ),
});

export const codeLetter = (
  link: PersonalLink,
  input: { readonly code: string; readonly challengeId: string },
): MailMessage => ({
  id: `${link._id}:code:${input.challengeId}`,
  to: [{ email: link.person.email, name: link.person.name }],
  subject: 'Код для входа по ссылке',
  text: lines(
    `Код: ${input.code}`,
    'Введите его на открытой странице. Код действует 10 минут.',
    'Если вы не открывали ссылку, никому не называйте код.',
  ),
});
