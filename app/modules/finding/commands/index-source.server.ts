import { buildSearchRecord, type SearchIndex, type SearchRecord } from '~/platform/search';
import { fail } from '../errors';

/** A record as its owner knows it: the stems are ours. */
export type SourceRecord = Omit<SearchRecord, 'stems'>;

export interface IndexSourceInput {
  readonly source: string;
  /** All pieces of the source; none removes it. */
  readonly records: readonly SourceRecord[];
}

/** The source is found by these pieces and no others from now on. Idempotent. Throws `finding/foreign-record`. */
export const indexSource =
  ({ index }: { readonly index: SearchIndex }) =>
  async ({ source, records }: IndexSourceInput): Promise<void> => {
    const foreign = records.find((record) => record.source !== source);
    if (foreign) throw fail('foreign-record', { id: foreign.id });
    await index.replaceSource(source, records.map(buildSearchRecord));
  };

/** Builds the whole index anew; until it is whole the old one answers. Returns the number of records. */
export const reindex =
  ({ index }: { readonly index: SearchIndex }) =>
  (records: AsyncIterable<SourceRecord> | Iterable<SourceRecord>): Promise<number> =>
    index.rebuild(withStems(records));

async function* withStems(
  records: AsyncIterable<SourceRecord> | Iterable<SourceRecord>,
): AsyncGenerator<SearchRecord> {
  for await (const record of records) yield buildSearchRecord(record);
}
