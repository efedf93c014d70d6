import { buildSearchRecord, type SearchRecord } from '~/platform/search';

/** A public record of one source; name what the test is about. */
export function buildRecord(input: Partial<SearchRecord> & { id: string }): SearchRecord {
  const { stems: _stems, ...rest } = input;
  return buildSearchRecord({
    source: `document:${input.id}`,
    type: 'document',
    title: '',
    heading: '',
    number: '',
    text: '',
    acl: ['public'],
    facets: {},
    date: '',
    url: `/d/${input.id}`,
    order: 0,
    ...rest,
  });
}
