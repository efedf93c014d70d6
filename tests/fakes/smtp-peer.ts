// A mail server that speaks as much SMTP (RFC 5321) as a client needs, over a real socket, and keeps what it took.
import { createServer, type Socket } from 'node:net';

export interface TakenLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly data: string;
}

export interface SmtpPeer {
  readonly url: string;
  readonly taken: TakenLetter[];
  close(): Promise<void>;
}

/** Recipients that begin with «nobody» are refused for good (550), with «later» for now (451). */
export async function startSmtpPeer(port = 0): Promise<SmtpPeer> {
  const taken: TakenLetter[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket, taken);
  });
  await new Promise<void>((done, reject) => server.once('error', reject).listen(port, '127.0.0.1', done));
  const address = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    taken,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function converse(socket: Socket, taken: TakenLetter[]): void {
  let [rest, from, data] = ['', '', ''];
  let to: string[] = [];
  let inData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const bare = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';
  const take = (line: string): void => {
    if (inData) {
      if (line !== '.') {
        data += `${line.replace(/^\.\./, '.')}\r\n`;
        return;
      }
      taken.push({ from, to, data });
      [inData, data, to] = [false, '', []];
      say('250 taken');
    } else if (/^EHLO|^HELO|^RSET/i.test(line)) say('250 peer');
    else if (/^MAIL FROM/i.test(line)) {
      from = bare(line);
      say('250 ok');
    } else if (/^RCPT TO/i.test(line)) {
      const address = bare(line);
      if (address.startsWith('nobody')) say('550 no such mailbox');
      else if (address.startsWith('later')) say('451 try again later');
      else {
        to.push(address);
        say('250 ok');
      }
    } else if (/^DATA/i.test(line)) {
      inData = true;
      say('354 go on');
    } else if (/^QUIT/i.test(line)) {
      say('221 bye');
      socket.end();
    } else say('502 unknown');
  };
  say('220 peer ready');
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString('utf8')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}
