// Caps on what a stranger's file may cost us.
import { officeError } from './errors';

export const OFFICE_LIMITS = {
  /** Bytes of an upload. */
  uploadBytes: 20 * 1024 * 1024,
  entries: 5000,
  /** Unpacked bytes of all parts that we read. */
  unpackedBytes: 160 * 1024 * 1024,
  /** Unpacked to packed size of one part; ordinary WordprocessingML stays below 60. */
  ratio: 400,
  /** A small part may have any ratio. */
  ratioFreeBytes: 4 * 1024 * 1024,
  xmlDepth: 250,
  xmlNodes: 4_000_000,
  rtfDepth: 200,
  seconds: 20,
} as const;

/** Throws office/deadline when called after the time is over; readers call it once in a while. */
export type Deadline = () => void;

export function deadlineIn(seconds: number = OFFICE_LIMITS.seconds): Deadline {
  const until = performance.now() + seconds * 1000;
  return () => {
    if (performance.now() > until) throw officeError('deadline', { seconds });
  };
}
