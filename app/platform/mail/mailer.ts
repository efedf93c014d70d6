// The port of outgoing mail.
export interface MailAddress {
  readonly email: string;
  readonly name?: string;
}

export interface MailAttachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface MailMessage {
  /** Idempotency: a message with the same id is sent once, e.g. `evt_…:addressee-1`. */
  readonly id: string;
  readonly to: readonly MailAddress[];
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly MailAttachment[];
}

export interface Mailer {
  /** Resolves when the message is safely handed over. Throws `mail/bad-address`, `mail/bad-header`. */
  send(message: MailMessage): Promise<void>;
}
