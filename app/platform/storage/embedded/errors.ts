// Errors of the store: MongoDB's own codes and code names, because drivers and the application branch on them.
import { type Doc, doc, int, type Value } from './bson-values';

const CODES = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidBSON: 22,
  EmptyFieldName: 56,
  DottedFieldName: 57,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  NotExactValueField: 107,
  CommandNotSupported: 115,
  IDLUnknownField: 40415,
  IDLFailedToParse: 40414,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  ConversionFailure: 241,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  InterruptedAtShutdown: 11600,
  DuplicateKey: 11000,
  BSONObjectTooLarge: 10334,
  OutOfDiskSpace: 14031,
  CannotIndexParallelArrays: 171,
  InvalidPipelineOperator: 168,
  NoQueryExecutionPlans: 291,
} as const;
type CodeName = keyof typeof CODES;
const NAMES = new Map<number, string>(Object.entries(CODES).map(([name, code]) => [code, name]));

/** A refusal of one command or one write; `extra` fields are added to the reply (keyPattern, keyValue …). */
export class StoreError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly extra: ReadonlyArray<[string, Value]>;

  constructor(code: CodeName | number, message: string, extra: ReadonlyArray<[string, Value]> = []) {
    super(message);
    this.name = 'StoreError';
    this.code = typeof code === 'number' ? code : CODES[code];
    this.codeName = NAMES.get(this.code) ?? `Location${this.code}`;
    this.extra = extra;
  }

  /** The error as a command's reply. */
  toReply(): Doc {
    return doc([
      ['ok', 0],
      ['errmsg', this.message],
      ['code', int(this.code)],
      ['codeName', this.codeName],
      ...this.extra,
    ]);
  }
}

/** What lies outside the written subset: always by name, with the code MongoDB uses for an unknown thing of that kind. */
export function notSupported(what: string, code: CodeName | number = 'CommandNotSupported'): StoreError {
  return new StoreError(code, `not supported by the embedded store: ${what}`);
}

export const badValue = (message: string): StoreError => new StoreError('BadValue', message);
export const failedToParse = (message: string): StoreError => new StoreError('FailedToParse', message);
export const typeMismatch = (message: string): StoreError => new StoreError('TypeMismatch', message);

/** Any thrown thing as a StoreError: what was not foreseen becomes InternalError with its text. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/MDB_MAP_FULL|ENOSPC|No space left/i.test(message)) {
    return new StoreError(
      'OutOfDiskSpace',
      'the disk of the data folder is full; nothing of this write was kept',
    );
  }
  return new StoreError('InternalError', message);
}
