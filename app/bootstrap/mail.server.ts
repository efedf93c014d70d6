// Outgoing mail by the settings.
import { join } from 'node:path';
import type { Db } from 'mongodb';
import type { Clock } from '~/platform/clock';
import type { Config } from '~/platform/config';
import { createLease } from '~/platform/jobs/index.server';
import type { Logger } from '~/platform/log';
import { createOutboxMailer, createPostman } from '~/platform/mail/index.server';
import type { IdSource } from '~/shared/ids';

interface MailParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly log: Logger;
}

/** Letters are kept as files, which an administrator's page shows; with a mail server the postman takes them there. */
export function openMail(config: Config, { db, clock, newId, log }: MailParts) {
  const outbox = createOutboxMailer({
    folder: join(config.dataDir, 'outbox'),
    from: { email: config.mailFrom ?? 'khartia@localhost', name: 'Хартия' },
    clock,
    onKept: () => postman?.nudge(),
  });
  const lease = createLease({ db, name: 'postman', ttlMs: 2 * 60_000, clock, newId });
  const postman = config.smtpUrl
    ? createPostman({ url: config.smtpUrl, outbox, clock, log, mayWork: () => lease.acquire() })
    : null;
  const stop = async () => {
    if (!postman) return;
    await postman.stop();
    await lease.release();
  };
  return {
    start: () => postman?.start(),
    stop,
    identity: { mailer: outbox, outbox, bySmtp: postman !== null },
  };
}
