// A damaged data file is reported, never opened and silently emptied.
import { existsSync, statSync } from 'node:fs';

export class StoreDamaged extends Error {
  constructor(file: string, reason: string) {
    super(
      `Файл базы данных повреждён: ${file} (${reason}). Хартия его не изменила. ` +
        'Остановите сайт, сделайте копию папки данных и восстановите базу командой ./khartia restore из последней резервной копии.',
    );
    this.name = 'StoreDamaged';
  }
}

export function assertIntactFile(file: string): void {
  if (!existsSync(file)) return;
  if (statSync(file).size === 0) throw new StoreDamaged(file, 'файл пуст');
}
