export { readEml } from './eml.server';
export type { MailAddress, MailAttachment, Mailer, MailMessage } from './mailer';
export { createOutboxMailer, type KeptMail, type MailFault, type OutboxMailer } from './outbox-mailer.server';
export { createPostman } from './postman.server';
