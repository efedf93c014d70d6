// Rounds of: serve the folder in a process, write from here, kill -9 at some moment, look at what is left.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Db, MongoClient } from 'mongodb';
import { check, type Faults, Model, makeIndexes, write } from './writers';

export interface CrashReport extends Faults {
  rounds: number;
  writers: number;
  acknowledgedWrites: number;
  deletes: number;
  keys: number;
}

const PROCESS = fileURLToPath(new URL('./store-process.ts', import.meta.url));

interface Served {
  readonly child: ChildProcess;
  readonly client: MongoClient;
  readonly db: Db;
  readonly faults: string[];
}

async function serve(dataDir: string): Promise<Served> {
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await once(lines, 'line')) as [string];
  const { uri, faults } = JSON.parse(line) as { uri: string; faults: string[] };
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 2000, maxPoolSize: 40 }).connect();
  return { child, client, db: client.db('crash'), faults };
}

async function kill({ child, client }: Served): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  await client.close();
}

/** A fixed generator: the same choices for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export async function runCrashRounds(rounds: number, seed: number, writers = 24): Promise<CrashReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'khartia-crash-'));
  const random = randomOf(seed);
  const model = new Model();
  const faults: Faults = { lost: [], resurrected: [], indexMismatches: [] };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const served = await serve(dataDir);
      faults.indexMismatches.push(...served.faults);
      if (round === 0) await makeIndexes(served.db);
      await check(served.db, model, faults);
      if (round < rounds) await writeAndKill(served, model, random, writers);
      else await kill(served);
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
  const { acknowledgedWrites, deletes, keys } = model;
  return { rounds, writers, acknowledgedWrites, deletes, keys: keys.size, ...faults };
}

async function writeAndKill(
  served: Served,
  model: Model,
  random: () => number,
  writers: number,
): Promise<void> {
  const work = Array.from({ length: writers }, (_, writer) => write(served.db, model, writer, random));
  const done = Promise.all(work);
  // So many acknowledged writes into the round, whatever the speed of the machine.
  const enough = model.acknowledgedWrites + 10 + random() * 150;
  const deadline = performance.now() + 5000;
  while (model.acknowledgedWrites < enough && performance.now() < deadline) await pause(1);
  await kill(served);
  await done;
}
