// Commands about the server itself. It announces a standalone server, so that drivers send no transaction
// numbers and no retryable writes.
import { DateValue, type Doc, doc, int, type Value } from '../bson-values';
import { assertOptions } from './arguments';
import { type Command, type CommandContext, reads } from './command.server';

export const MAX_MESSAGE_BYTES = 48_000_000;
const VERSION = '8.0.0';
const MAX_WIRE_VERSION = 25;
const started = performance.now();

const HELLO_OPTIONS = new Set([
  'helloOk',
  'client',
  'compression',
  'topologyVersion',
  'maxAwaitTimeMS',
  'loadBalanced',
  'saslSupportedMechs',
  'speculativeAuthenticate',
  'backpressure',
]);

/** The answer to hello; the legacy name gets the legacy field. */
function helloReply(now: Date, legacy: boolean, connectionId: number): Doc {
  return doc([
    ['helloOk', true],
    [legacy ? 'ismaster' : 'isWritablePrimary', true],
    ['maxBsonObjectSize', int(16 * 1024 * 1024)],
    ['maxMessageSizeBytes', int(MAX_MESSAGE_BYTES)],
    ['maxWriteBatchSize', int(100_000)],
    ['localTime', new DateValue(now.getTime())],
    ['logicalSessionTimeoutMinutes', int(30)],
    ['connectionId', int(connectionId)],
    ['minWireVersion', int(0)],
    ['maxWireVersion', int(MAX_WIRE_VERSION)],
    ['readOnly', false],
    ['ok', 1],
  ]);
}

const hello =
  (name: string, legacy: boolean) =>
  ({ store, body }: CommandContext): Doc => {
    assertOptions(name, body, HELLO_OPTIONS);
    return helloReply(store.now(), legacy, 1);
  };

const answer =
  (
    name: string,
    options: readonly string[],
    reply: (context: CommandContext) => ReadonlyArray<[string, Value]>,
  ) =>
  (context: CommandContext): Doc => {
    assertOptions(name, context.body, new Set(options));
    return doc([...reply(context), ['ok', 1]]);
  };

const buildInfo = (): ReadonlyArray<[string, Value]> => [
  ['version', VERSION],
  ['gitVersion', 'khartia-embedded-store'],
  ['modules', []],
  ['versionArray', [int(8), int(0), int(0), int(0)]],
  ['storageEngines', ['lmdb']],
  ['bits', int(64)],
  ['debug', false],
  ['maxBsonObjectSize', int(16 * 1024 * 1024)],
];

const serverStatus = ({ store }: CommandContext): ReadonlyArray<[string, Value]> => [
  ['host', 'embedded'],
  ['version', VERSION],
  ['process', 'khartia-embedded-store'],
  ['uptime', (performance.now() - started) / 1000],
  ['localTime', new DateValue(store.now().getTime())],
  ['metrics', doc([['cursor', doc([['open', doc([['total', int(store.cursors.count)]])]])]])],
  [
    'storageEngine',
    doc([
      ['name', 'lmdb'],
      ['persistent', true],
    ]),
  ],
];

export const handshakeCommands: Readonly<Record<string, Command>> = {
  hello: reads(hello('hello', false)),
  isMaster: reads(hello('isMaster', true)),
  ismaster: reads(hello('ismaster', true)),
  ping: reads(answer('ping', [], () => [])),
  buildInfo: reads(answer('buildInfo', [], buildInfo)),
  buildinfo: reads(answer('buildinfo', [], buildInfo)),
  serverStatus: reads(answer('serverStatus', [], serverStatus)),
  endSessions: reads(answer('endSessions', [], () => [])),
};
