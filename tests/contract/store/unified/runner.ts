// Runs one test of MongoDB's unified format against a server through the official driver.
import { BSON, EJSON } from 'bson';
import { type CommandStartedEvent, type Document, MongoClient, MongoServerError } from 'mongodb';
import { type Operation, type UnifiedFile, type UnifiedTest, unmetRequirement } from './format';
import { difference } from './match';
import { callOperation } from './operations';

export interface Outcome {
  readonly status: 'passed' | 'failed' | 'not-for-this-server';
  readonly detail?: string;
}
export interface Server {
  readonly uri: string;
  readonly version: string;
  readonly admin: MongoClient;
}

interface World {
  readonly entities: Map<string, { kind: string; value: unknown }>;
  readonly events: Map<string, CommandStartedEvent[]>;
  readonly clients: MongoClient[];
}

const read = <T>(value: unknown): T => EJSON.deserialize(value as Document, { relaxed: true }) as T;

export async function runUnifiedTest(server: Server, file: UnifiedFile, test: UnifiedTest): Promise<Outcome> {
  const unmet =
    unmetRequirement(file.runOnRequirements ?? [], server.version) ??
    unmetRequirement(test.runOnRequirements ?? [], server.version);
  if (unmet) return { status: 'not-for-this-server', detail: unmet };
  const world: World = { entities: new Map(), events: new Map(), clients: [] };
  try {
    await fillCollections(server, file);
    await makeEntities(server, file, world);
    for (const operation of test.operations) await runOperation(world, operation);
    checkEvents(world, test);
    await checkOutcome(server, test);
    return { status: 'passed' };
  } catch (error) {
    return { status: 'failed', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    for (const client of world.clients) await client.close();
  }
}

async function fillCollections(server: Server, file: UnifiedFile): Promise<void> {
  for (const { databaseName, collectionName, documents } of file.initialData ?? []) {
    const collection = server.admin.db(databaseName).collection(collectionName);
    await collection.drop();
    if (documents.length > 0) await collection.insertMany(documents.map((each) => read<Document>(each)));
  }
}

async function makeEntities(server: Server, file: UnifiedFile, world: World): Promise<void> {
  const targetOf = (name: string) => world.entities.get(name)?.value as never;
  for (const entity of file.createEntities ?? []) {
    const [kind, spec] = Object.entries(entity)[0] as [string, Document];
    if (kind === 'client') {
      const client = new MongoClient(server.uri, { ...spec.uriOptions, monitorCommands: true });
      const seen: CommandStartedEvent[] = [];
      client.on('commandStarted', (event) => {
        if (!(spec.ignoreCommandMonitoringEvents ?? []).includes(event.commandName)) seen.push(event);
      });
      world.clients.push(await client.connect());
      world.events.set(spec.id, seen);
      world.entities.set(spec.id, { kind, value: client });
    } else if (kind === 'database') {
      const value = (targetOf(spec.client) as MongoClient).db(spec.databaseName, spec.databaseOptions);
      world.entities.set(spec.id, { kind, value });
    } else if (kind === 'collection') {
      const value = (targetOf(spec.database) as ReturnType<MongoClient['db']>).collection(
        spec.collectionName,
        spec.collectionOptions,
      );
      world.entities.set(spec.id, { kind, value });
    } else throw new Error(`the runner does not know the entity ${kind}`);
  }
}

async function runOperation(world: World, operation: Operation): Promise<void> {
  if (operation.object === 'testRunner') {
    if (operation.name !== 'failPoint') throw new Error(`the runner does not know ${operation.name}`);
    const client = world.entities.get(operation.arguments?.client)?.value as MongoClient;
    await client.db('admin').command(read<Document>(operation.arguments?.failPoint));
    return;
  }
  const target = world.entities.get(operation.object);
  if (!target) throw new Error(`no entity ${operation.object}`);
  let result: unknown;
  try {
    result = await callOperation(
      target.kind,
      operation.name,
      target.value,
      read<Document>(operation.arguments ?? {}),
    );
  } catch (error) {
    if (!operation.expectError) throw error;
    checkError(world, operation.expectError, error as Error & Document);
    return;
  }
  if (operation.expectError) throw new Error(`${operation.name} was expected to fail`);
  if (operation.saveResultAsEntity)
    world.entities.set(operation.saveResultAsEntity, { kind: 'result', value: result });
  if ('expectResult' in operation) fits(world, read(operation.expectResult), result, operation.name);
}

function fits(world: World, expected: unknown, actual: unknown, where: string): void {
  const values = new Map([...world.entities].map(([name, entity]) => [name, entity.value]));
  const found = difference(expected, actual, values);
  if (found) throw new Error(`${where} ${found}`);
}

function checkError(world: World, expected: Document, error: Error & Document): void {
  const fromServer = error instanceof MongoServerError;
  if (expected.isClientError === true && fromServer) throw error;
  if (expected.isClientError === false && !fromServer) throw error;
  const contains = expected.errorContains as string | undefined;
  if (contains && !error.message.toLowerCase().includes(contains.toLowerCase()))
    throw new Error(`error "${error.message}" lacks "${contains}"`);
  if (expected.errorCode !== undefined && Number(error.code) !== Number(expected.errorCode))
    throw new Error(`error code ${error.code}, expected ${expected.errorCode}: ${error.message}`);
  if (expected.errorCodeName !== undefined && error.codeName !== expected.errorCodeName)
    throw new Error(`error name ${error.codeName}, expected ${expected.errorCodeName}`);
  for (const label of expected.errorLabelsContain ?? [])
    if (!error.hasErrorLabel(label)) throw new Error(`error lacks the label ${label}`);
  if (expected.errorResponse)
    fits(world, read(expected.errorResponse), error.errorResponse ?? error, 'error response');
  if (expected.expectResult)
    fits(world, read(expected.expectResult), error.result ?? error.partialResult, 'partial result');
}

function checkEvents(world: World, test: UnifiedTest): void {
  for (const { client, events, ignoreExtraEvents } of test.expectEvents ?? []) {
    const started = events.flatMap((event) => (event.commandStartedEvent ? [event.commandStartedEvent] : []));
    const seen = world.events.get(client) ?? [];
    if (!ignoreExtraEvents && seen.length !== started.length) {
      throw new Error(
        `${seen.length} commands (${seen.map((each) => each.commandName).join(', ')}), expected ${started.length}`,
      );
    }
    started.forEach((expected, at) => {
      const event = seen[at];
      if (!event) throw new Error(`command ${at} is missing`);
      const actual = { ...event, command: throughBson(event.command) };
      const wanted = read<Document>(expected);
      if (wanted.commandName) fits(world, wanted.commandName, event.commandName, 'command name');
      if (wanted.databaseName) fits(world, wanted.databaseName, event.databaseName, 'database name');
      if (wanted.command) fits(world, wanted.command, actual.command, `command ${event.commandName}:`);
    });
  }
}

/** As it went over the wire: without undefined fields. */
const throughBson = (command: Document): Document =>
  BSON.deserialize(BSON.serialize(command, { ignoreUndefined: true }));

async function checkOutcome(server: Server, test: UnifiedTest): Promise<void> {
  for (const { databaseName, collectionName, documents } of test.outcome ?? []) {
    const collection = server.admin.db(databaseName).collection(collectionName);
    const actual = await collection.find({}, { sort: { _id: 1 } }).toArray();
    const expected = documents.map((each) => read<Document>(each));
    if (EJSON.stringify(actual) !== EJSON.stringify(expected)) {
      throw new Error(`outcome ${EJSON.stringify(actual)}, expected ${EJSON.stringify(expected)}`);
    }
  }
}
