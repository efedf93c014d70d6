// What the commands and queries of this module are bound to.
import type { FileStore } from '~/platform/files';
import type { Sealer } from '~/platform/keys/index.server';
import type { Mailer, OutboxMailer } from '~/platform/mail/index.server';
import type { LinksRepository } from './links.repository.server';
import type { PeopleRepository } from './people.repository.server';
import type {
  AttemptsRepository,
  InstallationRepository,
  SessionsRepository,
} from './sessions.repository.server';

export interface SessionTimes {
  /** A session ends when unused for so long. */
  readonly idleMs: number;
  /** A session ends after so long however much it is used. */
  readonly absoluteMs: number;
}

/** For those who look after the letters themselves. */
export interface LetterDeps extends IdentityDeps {
  readonly outbox: OutboxMailer;
  /** Letters go out by a mail server; else they stay in the outbox. */
  readonly bySmtp: boolean;
}

export interface IdentityDeps {
  readonly people: PeopleRepository;
  readonly sessions: SessionsRepository;
  readonly attempts: AttemptsRepository;
  readonly installation: InstallationRepository;
  readonly secrets: LinksRepository;
  readonly sessionTimes: SessionTimes;
  readonly mailer: Mailer;
  /** Encrypts second-step secrets; its key lies outside the database. */
  readonly sealer: Sealer;
  readonly files: FileStore;
  /** Origin of the site, for links in letters. */
  readonly siteUrl: () => string;
}
