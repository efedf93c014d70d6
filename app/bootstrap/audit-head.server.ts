// The head of the journal goes out of the house every day: a journal cut or rewritten later shows against the letter.
import type { AuditModule } from '~/modules/audit/index.server';
import type { IdentityModule } from '~/modules/identity/index.server';
import type { Mailer } from '~/platform/mail/index.server';
import type { Context } from '~/shared/context';
import { DEFAULT_TIME_ZONE, formatDate, localDate } from '~/shared/russian';

export interface AuditHeadDeps {
  readonly audit: Pick<AuditModule, 'headHash'>;
  readonly identity: Pick<IdentityModule, 'listPeople' | 'listOrganisations'>;
  readonly mail: Mailer;
}

/** To the administrators of the organisation that keeps the site, once a day whoever runs it. Returns how many letters. */
export async function mailAuditHead({ audit, identity, mail }: AuditHeadDeps, ctx: Context): Promise<number> {
  const head = await audit.headHash();
  if (!head) return 0;
  const hosts = new Set((await identity.listOrganisations()).filter(({ host }) => host).map(({ id }) => id));
  const keepers = (await identity.listPeople({})).filter(
    ({ active, memberships }) =>
      active &&
      memberships.some(
        ({ organisationId, roles }) => hosts.has(organisationId) && roles.includes('administrator'),
      ),
  );
  const day = localDate(ctx.now(), DEFAULT_TIME_ZONE);
  for (const { id, displayName, email } of keepers)
    await mail.send({
      id: `audit-head:${day}:${id}`,
      to: [{ email, name: displayName }],
      subject: `Журнал событий на ${formatDate(day)}: запись № ${head.seq}`,
      text: `${[
        `Здравствуйте, ${displayName}!`,
        `Последняя запись журнала: № ${head.seq}`,
        `SHA-256: ${head.hash}`,
        'Сохраните это письмо вне сайта: по нему видно, если журнал позже укоротят или перепишут. Проверка на сервере:',
        `./khartia audit verify --head ${head.seq}:${head.hash}`,
      ].join('\n\n')}\n`,
    });
  return keepers.length;
}
