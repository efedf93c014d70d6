// The parts of one open store, as commands see them.
import { Catalog, type Collection } from './catalog.server';
import { Cursors } from './cursors';
import { Engine } from './engine.server';
import { Records } from './records.server';

export interface StoreOptions {
  readonly dataDir: string;
  /** Told once for every shape of a query that read over 1,000 documents without an index. */
  readonly onSlowQuery?: (shape: string) => void;
  readonly now?: () => Date;
}

export class Store {
  readonly engine: Engine;
  readonly catalog: Catalog;
  readonly records: Records;
  readonly cursors = new Cursors();
  readonly now: () => Date;
  private readonly slowShapes = new Set<string>();

  constructor(private readonly options: StoreOptions) {
    this.engine = new Engine(options.dataDir);
    this.catalog = new Catalog(this.engine);
    this.records = new Records(this.engine, this.catalog);
    this.now = options.now ?? (() => new Date());
  }

  find(db: string, name: string): Collection | undefined {
    return this.catalog.find(db, name);
  }

  noteScan(shape: string): void {
    if (this.slowShapes.has(shape) || this.slowShapes.size > 1000) return;
    this.slowShapes.add(shape);
    this.options.onSlowQuery?.(shape);
  }

  async close(): Promise<void> {
    await this.engine.close();
  }
}
