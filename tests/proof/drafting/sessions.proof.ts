// Random lives of many tabs over a bad network: nothing typed is lost, everybody ends with one text. A smoke of fixed
// seeds runs with the unit tests (app/ui/drafting).
import { expect, it } from 'vitest';
import { walk } from '../../factories/draft-walk';
import { keepProof } from '../store/report';

const WALKS = Number(process.env.DRAFT_WALKS ?? 1500);

it(`${WALKS} walks end with one text and no word lost`, async () => {
  const began = Date.now();
  const sum = { words: 0, conflicts: 0, crashes: 0, lost: 0, differing: 0 };
  const failed: number[] = [];
  for (let seed = 1; seed <= WALKS; seed++) {
    const report = await walk(seed * 7919, 40 + (seed % 5) * 20, 2 + (seed % 4));
    sum.words += report.words;
    sum.conflicts += report.conflicts;
    sum.crashes += report.crashes;
    sum.lost += report.lost.length;
    sum.differing += report.differing.length;
    if (report.lost.length + report.differing.length > 0) failed.push(seed);
  }
  keepProof('sessions', { walks: WALKS, ...sum, failed, seconds: (Date.now() - began) / 1000 }, 'drafting');
  expect(failed).toEqual([]);
});
