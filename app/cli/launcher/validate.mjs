// Every static check, then a build and the check of the content. The checks need not wait for each other: two at a
// time, the longest first, each with its output in one piece. All of them run, so one red run tells everything.
import { spawn } from 'node:child_process';

const CHECKS = ['typecheck', 'knip', 'deps', 'lint', 'format:check'];
const AFTER = ['build', 'check'];
const AT_ONCE = 2;

/** Exit code and output of an npm script. */
function npmRun(script) {
  const child = spawn('npm', ['run', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(said).toString() }));
  });
}

const failed = [];
async function take(scripts) {
  for (let script = scripts.shift(); script; script = scripts.shift()) {
    const { code, output } = await npmRun(script);
    process.stdout.write(output);
    if (code !== 0) failed.push(script);
  }
}

const waiting = [...CHECKS];
await Promise.all(Array.from({ length: AT_ONCE }, () => take(waiting)));
if (failed.length === 0) await take([...AFTER]);
if (failed.length > 0) console.error(`\nnot passed: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
