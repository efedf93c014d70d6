// The serving process: a file of its own, since worker threads inherit the flags of a process started by --eval.
import { pathToFileURL } from 'node:url';

const [main, environment, ...args] = process.argv.slice(2);
const { runCommand } = await import(pathToFileURL(main).href);
process.exitCode = await runCommand(args, JSON.parse(environment));
