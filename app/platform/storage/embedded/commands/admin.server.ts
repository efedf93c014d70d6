// Collections and databases.

import { encode } from '../bson-encode';
import { type Doc, doc, int, RawDoc, type Value } from '../bson-values';
import type { Collection } from '../catalog.server';
import { matches, parseFilter } from '../matcher';
import { assertOptions, collectionName, docOption, flagOption } from './arguments';
import { type Command, type CommandContext, reads, writes } from './command.server';

const ok = (entries: ReadonlyArray<[string, Value]> = []): Doc => doc([...entries, ['ok', 1]]);

function create({ store, db, body }: CommandContext): Doc {
  assertOptions('create', body, new Set());
  const name = collectionName(body, 'create');
  if (!store.find(db, name)) store.catalog.ensure(db, name);
  return ok();
}

function drop({ store, db, body }: CommandContext): Doc {
  assertOptions('drop', body, new Set());
  const name = collectionName(body, 'drop');
  const collection = store.find(db, name);
  // Since MongoDB 7 dropping what is not there is no error.
  if (!collection) return ok();
  store.records.clear(collection);
  store.catalog.remove(collection);
  return ok([
    ['nIndexesWas', int(collection.indexes.length + 1)],
    ['ns', `${db}.${name}`],
  ]);
}

function dropDatabase({ store, db, body }: CommandContext): Doc {
  assertOptions('dropDatabase', body, new Set());
  const collections = store.catalog.list(db);
  for (const collection of collections) {
    store.records.clear(collection);
    store.catalog.remove(collection);
  }
  return collections.length > 0 ? ok([['dropped', db]]) : ok();
}

function listCollections({ store, db, body }: CommandContext): Doc {
  assertOptions('listCollections', body, new Set(['filter', 'nameOnly', 'authorizedCollections', 'cursor']));
  const filter = parseFilter(docOption(body, 'filter') ?? doc());
  const nameOnly = flagOption(body, 'nameOnly');
  const entries = store.catalog
    .list(db)
    .map((collection) => describeCollection(collection))
    .filter((entry) => matches(filter, entry))
    .map((entry) =>
      nameOnly
        ? doc([
            ['name', entry.get('name') as Value],
            ['type', 'collection'],
          ])
        : entry,
    );
  return cursorReply(`${db}.$cmd.listCollections`, entries);
}

export const ID_INDEX = doc([
  ['v', int(2)],
  ['key', doc([['_id', int(1)]])],
  ['name', '_id_'],
]);

const describeCollection = (collection: Collection): Doc =>
  doc([
    ['name', collection.name],
    ['type', 'collection'],
    ['options', doc()],
    [
      'info',
      doc([
        ['readOnly', false],
        ['uuid', collection.uuid],
      ]),
    ],
    ['idIndex', ID_INDEX],
  ]);

export const cursorReply = (namespace: string, batch: Doc[]): Doc =>
  ok([
    [
      'cursor',
      doc([
        ['id', 0n],
        ['ns', namespace],
        ['firstBatch', batch.map((entry) => new RawDoc(encode(entry)))],
      ]),
    ],
  ]);

function listDatabases({ store, body }: CommandContext): Doc {
  assertOptions('listDatabases', body, new Set(['filter', 'nameOnly', 'authorizedDatabases']));
  const filter = parseFilter(docOption(body, 'filter') ?? doc());
  const names = store.catalog.databaseNames();
  const entries = names
    .map((name) =>
      doc([
        ['name', name],
        ['sizeOnDisk', 0n],
        ['empty', false],
      ]),
    )
    .filter((entry) => matches(filter, entry))
    .map((entry) => (flagOption(body, 'nameOnly') ? doc([['name', entry.get('name') as Value]]) : entry));
  return ok([['databases', entries]]);
}

export const adminCommands: Readonly<Record<string, Command>> = {
  create: writes(create),
  drop: writes(drop),
  dropDatabase: writes(dropDatabase),
  listCollections: reads(listCollections),
  listDatabases: reads(listDatabases),
};
