// Without SMTP_URL mail is kept as .eml files that any mail program opens; an administrator's page lists them.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
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
}

export interface KeptMail {
  readonly fileName: string;
  readonly at: Date;
  readonly size: number;
}

export interface OutboxMailer extends Mailer {
  /** Newest first. */
  list(): Promise<KeptMail[]>;
  /** The .eml text; null when there is none of this name. */
  read(fileName: string): Promise<string | null>;
}

const NAME = /^[0-9a-f]{32}\.eml$/;

export function createOutboxMailer({ folder, from, clock }: OutboxMailerOptions): OutboxMailer {
  const read = async (fileName: string) => {
    if (!NAME.test(fileName)) return null;
    return readFile(join(folder, fileName), 'utf8').catch(nullIfAbsent);
  };
  return {
    read,
    async send(message) {
      const fileName = `${sha256Hex(message.id).slice(0, 32)}.eml`;
      const eml = buildEml({ message, from, at: clock.now() });
      if ((await read(fileName)) === null) await writeFileAtomically(join(folder, fileName), eml, 0o600);
    },
    async list() {
      const names = ((await readdir(folder).catch(nullIfAbsent)) ?? []).filter((name) => NAME.test(name));
      const kept = names.map(async (fileName) => {
        const { mtime, size } = await stat(join(folder, fileName));
        return { fileName, at: mtime, size };
      });
      return (await Promise.all(kept)).sort((a, b) => b.at.getTime() - a.at.getTime());
    },
  };
}

function nullIfAbsent(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
