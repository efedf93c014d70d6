import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { AddUserInputSchema } from '~/modules/identity/index.server';
import { type CliCommand, UsageError } from '../cli-command';
import { withApp } from '../with-app.server';

/** `./khartia user add --email … --surname … --name … [--patronymic …] --role … [--role …]`: prints the first password. */
export const command: CliCommand = async (args, environment) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      surname: { type: 'string' },
      name: { type: 'string' },
      patronymic: { type: 'string' },
      position: { type: 'string' },
      role: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
  });
  if (positionals[0] !== 'add' || !values.email || !values.surname || !values.name) {
    throw new UsageError('Нужно: user add --email АДРЕС --surname ФАМИЛИЯ --name ИМЯ --role РОЛЬ.');
  }
  const { email, surname, name, patronymic, position, role = ['reader'] } = values;
  return withApp(environment, async (app) => {
    const organisationId = await app.services.identity.hostOrganisationId();
    if (!organisationId)
      throw new UsageError('Сначала настройте сайт: откройте его и заполните первую страницу.');
    const password = randomBytes(12).toString('base64url');
    const input = AddUserInputSchema.parse({
      email,
      surname,
      name,
      ...(patronymic ? { patronymic } : {}),
      password,
      memberships: [{ organisationId, ...(position ? { position } : {}), roles: role }],
    });
    const added = await app.services.identity.addUser(app.system('cli'), input);
    await app.settle();
    console.log(
      values.json ? JSON.stringify({ ...added, password }) : `Добавлен ${email}, пароль: ${password}`,
    );
    return 0;
  });
};
