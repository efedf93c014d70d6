// What helpers opened for a test file, closed after it. Files of a worker share the helpers' modules (`isolate: false`),
// so a hook at the top of a helper would be the first file's alone; a setup file runs for each.
const closers = new Set<() => Promise<void>>();

/** Runs after the last test and hook of the file; the same function is kept once. */
export function afterFile(close: () => Promise<void>): void {
  closers.add(close);
}

export async function closeFile(): Promise<void> {
  const all = [...closers].reverse();
  closers.clear();
  for (const close of all) await close();
}
