import { parseArgs } from 'node:util';
import { anonymousActor } from '~/shared/context';
import { type CliCommand, UsageError } from '../cli-command';
import { withApp } from '../with-app.server';

/** `./khartia search <query> [--json]`: what anybody may find. */
export const command: CliCommand = async (args, environment) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' } },
  });
  const q = positionals.join(' ').trim();
  if (!q) throw new UsageError('Что искать? Например: ./khartia search «общественный контроль»');
  return withApp(environment, async (app) => {
    const found = await app.services.finding.search(
      { ...app.system('search'), actor: anonymousActor },
      { q },
    );
    if (values.json) {
      console.log(JSON.stringify(found));
      return 0;
    }
    const text = (parts: readonly { text: string }[]) => parts.map((part) => part.text).join('');
    for (const group of found.groups) {
      console.log(`${text(group.title)}\n  ${group.url}`);
      for (const piece of group.pieces) console.log(`    ${piece.number} ${text(piece.passage)}`.trimEnd());
    }
    console.log(`Найдено: ${found.total}`);
    return 0;
  });
};
