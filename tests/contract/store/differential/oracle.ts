// A real mongod to compare with: MONGOD_BIN or one on PATH, started in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface Oracle {
  readonly uri: string;
  close(): Promise<void>;
}

/** The mongod's path, or undefined where there is none. */
export function findMongod(): string | undefined {
  const named = process.env.MONGOD_BIN;
  const candidates = named
    ? [named]
    : (process.env.PATH ?? '').split(delimiter).map((dir) => join(dir, 'mongod'));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Starts it on loopback; the driver waits until it answers. */
export async function startMongod(bin: string): Promise<Oracle> {
  const dbpath = await mkdtemp(join(tmpdir(), 'khartia-mongod-'));
  const port = await freePort();
  const child: ChildProcess = spawn(
    bin,
    ['--dbpath', dbpath, '--port', String(port), '--bind_ip', '127.0.0.1', '--quiet'],
    { stdio: 'ignore' },
  );
  return {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    async close() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(dbpath, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}
