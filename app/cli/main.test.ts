import { beforeEach, expect, it, vi } from 'vitest';
import { runCommand } from './main.server';

const told: string[] = [];
beforeEach(() => {
  told.splice(0);
  vi.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text)));
});

it.each([
  ['demo', '--help', 'Нет параметра --help.'],
  ['cite', '--jsno', 'Нет параметра --jsno.'],
  ['audit', '--head', 'Параметр'],
])('%s %s is wrong usage, told in Russian without a stack', async (...args) => {
  const said = args.pop() ?? '';
  expect(await runCommand(args, { root: '.', buildDirectory: '.' } as never)).toBe(2);
  expect(told.join('\n')).toContain(said);
  expect(told.join('\n')).not.toMatch(/\bat .*:\d+/);
});
