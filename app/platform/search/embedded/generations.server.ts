// Which file is the index. A rebuild makes a file of a new name and moves a pointer to it: no path is ever used twice,
// so that neither another process nor a connection that closes late touches the log of a file that is not its own.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Connection, createIndexFile, openIndexFile } from './tables.server';

export interface Generation {
  readonly name: string;
  readonly db: Connection;
}

export class Generations {
  readonly #pointer: string;
  readonly #folder: string;
  readonly #names: RegExp;

  /** `pointer` is the file that names the generation in use; generations lie beside it. */
  constructor(pointer: string) {
    this.#pointer = pointer;
    this.#folder = dirname(pointer);
    this.#names = new RegExp(
      `^${basename(pointer).replaceAll('.', '\\.')}-(\\d+)-[0-9a-f]{12}(?:-(?:wal|shm|journal))?$`,
    );
  }

  /** Name of the generation in use; null when there is none. */
  current(): string | null {
    try {
      const name = readFileSync(this.#pointer, 'latin1').slice(0, 200).trim();
      return this.#names.test(name) ? name : null;
    } catch {
      return null;
    }
  }

  /** The generation in use; `fresh` when one had to be made: none, unreadable, of another shape. */
  open(): Generation & { readonly fresh: boolean } {
    const name = this.current();
    const db = name && openIndexFile(join(this.#folder, name));
    if (name && db) return { name, db, fresh: false };
    const made = this.create();
    this.use(made.name);
    return { ...made, fresh: true };
  }

  create(): Generation {
    const name = `${basename(this.#pointer)}-${process.pid}-${randomBytes(6).toString('hex')}`;
    return { name, db: createIndexFile(join(this.#folder, name)) };
  }

  /** Moves the pointer, in one step for everybody. */
  use(name: string): void {
    const next = `${this.#pointer}.${process.pid}`;
    writeFileSync(next, name);
    renameSync(next, this.#pointer);
  }

  remove(name: string): void {
    for (const suffix of ['', '-wal', '-shm', '-journal'])
      rmSync(join(this.#folder, name + suffix), { force: true });
  }

  /** Takes away what nobody uses: neither in use nor being made by a living process. */
  sweep(): void {
    const used = this.current();
    for (const file of readdirSync(this.#folder)) {
      const found = this.#names.exec(file);
      if (found && !(used && file.startsWith(used)) && !isAlive(Number(found[1])))
        rmSync(join(this.#folder, file), { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
