// What the commands and queries of this module are bound to.

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

export interface IdentityDeps {
  readonly people: PeopleRepository;
  readonly sessions: SessionsRepository;
  readonly attempts: AttemptsRepository;
  readonly installation: InstallationRepository;
  readonly sessionTimes: SessionTimes;
}
