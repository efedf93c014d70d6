import type { DocumentsDeps } from '../documents.deps';
import { askToRead, confirmReading, removeReader, sendReadingLetters } from './acquaintance-commands.server';
import { getAcquaintance, getAcquaintanceSheet, listUnread } from './acquaintance-queries.server';

export const acquaintanceCommands = (deps: DocumentsDeps) => ({
  askToRead: askToRead(deps),
  removeReader: removeReader(deps),
  confirmReading: confirmReading(deps),
  sendReadingLetters: sendReadingLetters(deps),
});

export const acquaintanceQueries = (deps: DocumentsDeps) => ({
  getAcquaintance: getAcquaintance(deps),
  getAcquaintanceSheet: getAcquaintanceSheet(deps),
  listUnread: listUnread(deps),
});
