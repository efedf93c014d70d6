// Runs a TypeScript worker entry from sources (tests, benchmarks): its name and address are the arguments. Tests bundle
// the entries once a run (tests/setup/bundled-workers.ts), because compiling on the fly costs each thread half a second.
import { pathToFileURL } from 'node:url';

const [name, entry] = process.argv.slice(2);
const bundles = process.env.KHARTIA_BUNDLED_WORKERS;
if (bundles) await import(pathToFileURL(`${bundles}/${name}.mjs`).href);
else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(entry);
}
