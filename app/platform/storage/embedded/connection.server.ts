// One client: messages are answered one at a time in the order they came. A client that speaks nonsense is
// dropped; the server and the others go on.
import type { Socket } from 'node:net';
import { type Doc, doc, isDoc, type Value } from './bson-values';
import { MAX_MESSAGE_BYTES } from './commands/handshake.server';
import type { Executor } from './commands/index.server';
import { asStoreError, StoreError } from './errors';
import { encodeReply, MessageSplitter, parseMessage, type Request } from './wire';

const MAX_WAITING = 64;

interface ConnectionOptions {
  readonly executor: Executor;
  /** Where there is no unix socket: the application name that a client's hello must carry. */
  readonly secret: string | undefined;
}

export class Connection {
  private readonly splitter = new MessageSplitter(MAX_MESSAGE_BYTES + 16 * 1024);
  private waiting: Buffer[] = [];
  private busy = false;
  private trusted: boolean;

  constructor(
    private readonly socket: Socket,
    private readonly options: ConnectionOptions,
  ) {
    this.trusted = options.secret === undefined;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('drain', () => this.next());
    // A broken connection is the client's business; 'close' follows.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.waiting = [];
    });
  }

  private receive(chunk: Buffer): void {
    try {
      this.waiting.push(...this.splitter.push(chunk));
    } catch {
      this.socket.destroy();
      return;
    }
    if (this.waiting.length > MAX_WAITING) this.socket.pause();
    this.next();
  }

  private next(): void {
    if (this.busy || this.socket.writableNeedDrain || this.socket.destroyed) return;
    const message = this.waiting.shift();
    if (!message) return;
    if (this.waiting.length <= MAX_WAITING && this.socket.isPaused()) this.socket.resume();
    this.busy = true;
    this.handle(message);
  }

  private handle(message: Buffer): void {
    let request: Request;
    try {
      request = parseMessage(message);
      this.assertTrusted(request);
    } catch (error) {
      const known = asStoreError(error);
      // A broken frame may have lost its place in the stream; a refused body has not.
      if (known.codeName === 'ProtocolError') this.socket.destroy();
      else
        this.answer(
          { id: message.readInt32LE(4), legacy: false, silent: false, body: doc() },
          known.toReply(),
        );
      return;
    }
    this.options.executor.submit({ body: request.body, answer: (reply) => this.answer(request, reply) });
  }

  private assertTrusted(request: Request): void {
    if (this.trusted) return;
    this.trusted = applicationName(request.body) === this.options.secret;
    if (!this.trusted) throw new StoreError('Unauthorized', 'the embedded store answers its own site only');
  }

  private answer(request: Request, reply: Doc): void {
    this.busy = false;
    if (!request.silent && !this.socket.destroyed) this.socket.write(encodeReply(request, reply));
    // Not at once: a long queue of one client must not keep the turn from the others.
    if (this.waiting.length > 0) setImmediate(() => this.next());
  }
}

function applicationName(body: Doc): Value | undefined {
  const client = body.get('client');
  const application = isDoc(client) ? client.get('application') : undefined;
  return isDoc(application) ? application.get('name') : undefined;
}
