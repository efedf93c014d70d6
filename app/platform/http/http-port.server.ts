// Makes the HttpPort that bootstrap puts into the services: sessions, clock, ids, limits by address.
import type { HttpPort } from './load-context';
import { createRateLimit } from './rate-limit.server';

const FIVE_MINUTES = 300;

/**
 * One for the process: its limits count in memory. Sign-ins, and codes of mail and apps: 30 tries an address in five
 * minutes each; open forms more, for a hall full of people is one address; previews: 30 a person; exports of journals 20 a person; files to compare 20 an address, for each is unpacked and read.
 */
export function createHttpPort(options: Omit<HttpPort, 'limits'>): HttpPort {
  return {
    ...options,
    limits: {
      signIn: createRateLimit({ name: 'sign-in', points: 30, seconds: FIVE_MINUTES }),
      codes: createRateLimit({ name: 'codes', points: 30, seconds: FIVE_MINUTES }),
      openForm: createRateLimit({ name: 'open-form', points: 300, seconds: FIVE_MINUTES }),
      openPaper: createRateLimit({ name: 'open-paper', points: 60, seconds: FIVE_MINUTES }),
      render: createRateLimit({ name: 'render', points: 30, seconds: FIVE_MINUTES }),
      exports: createRateLimit({ name: 'exports', points: 20, seconds: FIVE_MINUTES }),
      compareFile: createRateLimit({ name: 'compare-file', points: 20, seconds: FIVE_MINUTES }),
    },
  };
}
