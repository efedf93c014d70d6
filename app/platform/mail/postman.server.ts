// Takes kept letters to the mail server. What the server took is marked at once; what it refused for good, or for two
// days, waits for an administrator.
import type { Clock } from '../clock';
import { backoffMs } from '../jobs/job-queue';
import { createPoller, type Poller } from '../jobs/poller.server';
import type { Logger } from '../log';
import { envelopeOf } from './eml.server';
import type { KeptMail, OutboxMailer } from './outbox-mailer.server';

export interface PostmanOptions {
  /** `smtp://` (STARTTLS when the server offers it) or `smtps://`. */
  readonly url: string;
  readonly outbox: OutboxMailer;
  readonly clock: Clock;
  readonly log: Logger;
  /** Asked before each letter: true while this process alone takes them. */
  readonly mayWork: () => Promise<boolean>;
}

const POLL_MS = 15_000;
/** Seconds at first, then hourly: a server that is down over a weekend gets the letters on Monday. */
const MOST_ATTEMPTS = 60;
const PATIENCE_MS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** `run` makes one round and returns how many letters the server took. */
export function createPostman(options: PostmanOptions): Poller {
  const { url, outbox, clock, log, mayWork } = options;
  // Loaded with the first letter: most starts send none.
  const openTransport = async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({ url, ...PATIENCE_MS, disableFileAccess: true, disableUrlAccess: true });
  };
  let transport: ReturnType<typeof openTransport> | undefined;
  const isDue = ({ fault }: KeptMail) =>
    fault === null || (fault.nextAt !== null && fault.nextAt <= clock.now());

  const deliver = async ({ fileName, fault }: KeptMail): Promise<number> => {
    const eml = await outbox.read(fileName);
    if (eml === null) return 0;
    try {
      transport ??= openTransport();
      await (await transport).sendMail({ envelope: envelopeOf(eml), raw: eml });
    } catch (error) {
      const attempts = (fault?.attempts ?? 0) + 1;
      const over = isRefused(error) || attempts >= MOST_ATTEMPTS;
      const nextAt = over ? null : new Date(clock.now().getTime() + backoffMs(attempts));
      await outbox.markFault(fileName, { attempts, reason: reasonOf(error), nextAt });
      log.warn('mail: a letter was not taken', { fileName, attempts, over, reason: reasonOf(error) });
      return 0;
    }
    await outbox.markSent(fileName);
    return 1;
  };

  const round = async (): Promise<number> => {
    const due = (await outbox.waiting()).filter(isDue).sort((a, b) => a.at.getTime() - b.at.getTime());
    let taken = 0;
    for (const letter of due) {
      if (!(await mayWork())) break;
      taken += await deliver(letter);
    }
    return taken;
  };
  return createPoller(round, POLL_MS, log);
}

/** A permanent answer about this letter (RFC 5321, 4.2.1); a wrong password is not the letter's fault. */
function isRefused(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return code !== 'EAUTH' && responseCode !== undefined && responseCode >= 500;
}

/** The server's words, short and in one line; an address with a password is never in them. */
function reasonOf(error: unknown): string {
  const { response, message } = error as { response?: string; message?: string };
  return (response ?? message ?? 'unknown').replace(/\s+/g, ' ').slice(0, 300);
}
