// npx tsx bench/checks.ts: the check over a paper of 300 pages; prints JSON.
import { checkDocument } from '~/modules/documents/checks';
import { sha256Hex } from '~/shared/sha256.server';
import { bigBody, median } from './support/big-body';

const body = bigBody();
const input = { body, fields: {}, definition: null, kind: 'resolution', today: '2026-09-21' };
const times: number[] = [];
let found = 0;
for (let round = 0; round < 5; round++) {
  const from = performance.now();
  found = checkDocument(input, sha256Hex).length;
  times.push(performance.now() - from);
}
console.log(
  JSON.stringify({
    pages: 300,
    blocks: 2500,
    problems: found,
    coldMs: times[0],
    warmMs: median(times.slice(1)),
  }),
);
