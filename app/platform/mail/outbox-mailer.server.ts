// Letters wait in a folder as .eml files that any mail program opens: without SMTP_URL they stay there for an
// administrator's page, with it the postman takes them from there. A letter is kept before it is acknowledged.
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256Hex } from '~/shared/sha256.server';
import type { Clock } from '../clock';
import { writeFileAtomically } from '../files/atomic-write.server';
import { buildEml } from './eml.server';
import type { MailAddress, Mailer } from './mailer';

export interface OutboxMailerOptions {
  /** `<data>/outbox` */
  readonly folder: string;
  readonly from: MailAddress;
  readonly clock: Clock;
  /** Called when a letter was laid in. */
  readonly onKept?: () => void;
}

const FaultSchema = z.object({
  attempts: z.number().int(),
  /** What the mail server answered, or why it was not reached. */
  reason: z.string(),
  /** When the postman tries again; null = no more. */
  nextAt: z.coerce.date().nullable(),
});
export type MailFault = z.infer<typeof FaultSchema>;

export interface KeptMail {
  readonly fileName: string;
  readonly at: Date;
  readonly size: number;
  /** A sent letter keeps its address and subject; its text, which may hold a code, is gone. */
  readonly sent: boolean;
  readonly fault: MailFault | null;
}

export interface OutboxMailer extends Mailer {
  /** Not sent yet, in no order. */
  waiting(): Promise<KeptMail[]>;
  /** Newest first. */
  list(): Promise<KeptMail[]>;
  /** The .eml text; null when there is none of this name. Of a sent letter the head alone. */
  read(fileName: string): Promise<string | null>;
  /** The server has taken it. Idempotent. */
  markSent(fileName: string): Promise<void>;
  /** Null takes the fault back: the letter is due again. */
  markFault(fileName: string, fault: MailFault | null): Promise<void>;
}

const NAME = /^[0-9a-f]{32}\.eml$/;

export function createOutboxMailer({ folder, from, clock, onKept }: OutboxMailerOptions): OutboxMailer {
  const at = (fileName: string, suffix = '') => join(folder, `${fileName}${suffix}`);
  const text = (fileName: string, suffix = '') => readFile(at(fileName, suffix), 'utf8').catch(nullIfAbsent);
  const read = async (fileName: string) =>
    NAME.test(fileName) ? ((await text(fileName)) ?? (await text(fileName, '.sent'))) : null;
  const letters = (names: ReadonlySet<string>, suffix: '' | '.sent'): Promise<KeptMail[]> => {
    const own = [...names].filter((name) => name.endsWith(`.eml${suffix}`));
    const files = own.map((name) => name.slice(0, name.length - suffix.length));
    const rows = files
      .filter((fileName) => NAME.test(fileName) && !(suffix && names.has(fileName)))
      .map(async (fileName) => {
        const { mtime, size } = await stat(at(fileName, suffix));
        const fault = names.has(`${fileName}.fault`) ? await text(fileName, '.fault') : null;
        return {
          fileName,
          at: mtime,
          size,
          sent: suffix !== '',
          fault: fault === null ? null : FaultSchema.parse(JSON.parse(fault)),
        };
      });
    return Promise.all(rows);
  };
  return {
    read,
    async send(message) {
      const fileName = `${sha256Hex(message.id).slice(0, 32)}.eml`;
      const eml = buildEml({ message, from, at: clock.now() });
      if ((await read(fileName)) !== null) return;
      await writeFileAtomically(at(fileName), eml, 0o600);
      onKept?.();
    },
    waiting: async () => letters(await namesIn(folder), ''),
    async list() {
      const names = await namesIn(folder);
      const all = [...(await letters(names, '')), ...(await letters(names, '.sent'))];
      return all.sort((a, b) => b.at.getTime() - a.at.getTime());
    },
    async markSent(fileName) {
      const eml = await text(fileName);
      if (eml === null) return;
      // The marker first: a crash in between sends nothing twice.
      await writeFileAtomically(at(fileName, '.sent'), `${eml.split('\r\n\r\n')[0]}\r\n\r\n`, 0o600);
      await rm(at(fileName), { force: true });
      await rm(at(fileName, '.fault'), { force: true });
    },
    async markFault(fileName, fault) {
      if (!NAME.test(fileName)) return;
      if (fault) await writeFileAtomically(at(fileName, '.fault'), JSON.stringify(fault), 0o600);
      else await rm(at(fileName, '.fault'), { force: true });
    },
  };
}

async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  return new Set((await readdir(folder).catch(nullIfAbsent)) ?? []);
}

function nullIfAbsent(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
