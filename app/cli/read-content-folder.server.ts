// A folder with `content/`, `workflows/` and `templates/` as it lies there, without history: for checks.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

const ROOTS = ['content', 'templates', 'workflows'] as const;

export function readContentFolder(folder: string): {
  list(): Promise<string[]>;
  read(path: string): Promise<string | null>;
} {
  return {
    async list() {
      const found: string[] = [];
      for (const root of ROOTS) {
        if (!existsSync(join(folder, root))) continue;
        const entries = await readdir(join(folder, root), { recursive: true, withFileTypes: true });
        for (const entry of entries) {
          if (entry.isFile())
            found.push(
              join(entry.parentPath, entry.name)
                .slice(folder.length + 1)
                .split(sep)
                .join('/'),
            );
        }
      }
      return found.sort();
    },
    read: (path) => readFile(join(folder, path), 'utf8'),
  };
}
