import { parseArgs } from 'node:util';
import { type CliCommand, UsageError } from '../cli-command';
import { withApp } from '../with-app.server';

/** `./khartia audit verify [--head SEQ:HASH]… [--json]`: exit code 1 when the chain was tampered with. */
export const command: CliCommand = async (args, environment) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, head: { type: 'string', multiple: true } },
  });
  if (positionals[0] !== 'verify') throw new UsageError('Есть одно действие: audit verify.');
  return withApp(environment, async (app) => {
    const report = await app.audit.verify({ heads: (values.head ?? []).map(parseHead) });
    if (values.json) console.log(JSON.stringify(report));
    else {
      for (const finding of report.findings) console.log(`${finding.kind}: ${JSON.stringify(finding)}`);
      console.log(
        report.ok ? `Журнал цел, записей: ${report.entries}` : `Найдено нарушений: ${report.findings.length}`,
      );
    }
    return report.ok ? 0 : 1;
  });
};

/** A head told outside the database: «12:ab34…», from an approval sheet or the daily letter. */
function parseHead(text: string): { seq: number; hash: string } {
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!seq || !hash) throw new UsageError('Голова журнала записывается как НОМЕР:ХЕШ.');
  return { seq: Number(seq), hash };
}
