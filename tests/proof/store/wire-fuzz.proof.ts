// 5,000 hostile messages, 5,000 connections opened and dropped, 20,000 commands with arguments of any type.
import { expect, it } from 'vitest';
import { fuzzWire } from '../../contract/store/wire-fuzz';
import { keepProof } from './report';

it('the server survives and answers the next good client', async () => {
  const report = await fuzzWire({ messages: 5000, connections: 5000, commands: 20_000, seed: 11 });
  keepProof('wire-fuzz', { ...report });
  expect(report.unforeseen).toEqual([]);
  expect(report.goodAnswers).toBe(52);
});
