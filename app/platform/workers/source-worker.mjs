// Runs a TypeScript worker entry from sources (tests, benchmarks): its address is the first argument.
import { register } from 'tsx/esm/api';

register();
await import(process.argv[2]);
