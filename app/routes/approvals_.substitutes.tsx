// Who decides for me while I am away, and for whom I decide; the office appoints for a colleague too (?person=).
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { data } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { SubjectCard } from '~/modules/documents';
import { AppointSubstituteInputSchema } from '~/modules/documents/index.server';
import type { FormRefusal } from '~/platform/http';
import { answer, parseForm, readForm, requireUser, submitForm } from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { FormErrors } from '~/ui/feedback';
import { Select, TextField } from '~/ui/fields';
import { formatDay } from '~/ui/format';
import { requestTexts } from '~/ui/messages';
import { useLocale, useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { Part, SharingForm } from '~/ui/sharing/sharing-form';
import { PageHeader } from '~/ui/shell/page-header';

const HERE = '/approvals/substitutes';

export const meta: MetaFunction = (args) => pageTitle(args, 'substitutes.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const asked = new URL(args.request.url).searchParams.get('person') ?? '';
    const personId = asked === ctx.actor.id ? '' : asked;
    const [substitutions, people, colleagues] = await Promise.all([
      queries.listSubstitutions(ctx, { personId }),
      queries.listPossibleSubstitutes(ctx, { personId }),
      queries.listAppointable(ctx),
    ]);
    const colleague = colleagues.find(({ subject }) => subject === `user:${personId}`) ?? null;
    return { substitutions, people, colleagues, colleague, personId };
  });
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 16 * 1024 });
    const { commands } = args.context.services.documents;
    const t = requestTexts(args.request);
    const personId = String(form.get('personId') ?? '');
    const to = personId ? `${HERE}?person=${encodeURIComponent(personId)}` : HERE;
    if (form.get('intent') === 'cancel')
      return submitForm(args, form, { to, notice: t('substitutes.cancelled') }, () =>
        commands.cancelSubstitute(ctx, { id: String(form.get('id') ?? '') }),
      );
    const parsed = parseForm(AppointSubstituteInputSchema, form);
    if (!parsed.ok) return data<FormRefusal>(parsed, { status: 400 });
    return submitForm(args, form, { to, notice: t('substitutes.appointed') }, () =>
      commands.appointSubstitute(ctx, parsed.data),
    );
  });
}

export default function Substitutes() {
  const t = useMessages();
  const locale = useLocale();
  const { substitutions, people, colleagues, colleague, personId } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <div className="grid max-w-[44rem] gap-8">
      <BackLink to="/approvals">{t('nav.approvals')}</BackLink>
      <PageHeader title={t('substitutes.title')} lead={t('substitutes.lead')} />
      {colleagues.length > 0 ? <WhoseSubstitutes colleagues={colleagues} personId={personId} /> : null}
      {colleague ? (
        <h2 className="text-lg font-semibold">{t('substitutes.of', { name: colleague.name })}</h2>
      ) : null}
      <FormErrors errors={[...new Set(Object.values(refused?.errors ?? {}).flat())]} />
      {substitutions.length === 0 ? (
        <p className="text-ink-soft">{t('substitutes.none')}</p>
      ) : (
        <ul className="grid gap-3">
          {substitutions.map((one) => (
            <li key={one.id} className="border-b border-line pb-3">
              <p className="font-medium">
                {t(colleague ? `substitutes.${one.side}.colleague` : `substitutes.${one.side}`, {
                  name: one.name,
                })}
              </p>
              <p className="text-sm text-ink-soft">
                {t('substitutes.period', {
                  from: formatDay(one.from, locale),
                  until: formatDay(one.until, locale),
                })}
                {one.reason ? ` · ${one.reason}` : ''}
              </p>
              {one.side === 'mine' ? (
                <SharingForm intent="cancel" values={{ id: one.id, personId }} className="mt-2">
                  <Button>{t('substitutes.cancel')}</Button>
                </SharingForm>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      <Part title={t('substitutes.appoint')}>
        <SharingForm intent="appoint" values={{ personId }} className="grid gap-3 sm:grid-cols-2">
          <div className="sm:col-span-2">
            <Select
              label={t('substitutes.who')}
              name="subject"
              required
              options={[
                { value: '', label: t('routing.person.choose') },
                ...people.map(({ subject, name, detail }) => ({
                  value: subject,
                  label: [name, detail].filter(Boolean).join(', '),
                })),
              ]}
            />
          </div>
          <TextField label={t('substitutes.from')} name="from" type="date" required />
          <TextField label={t('substitutes.until')} name="until" type="date" required />
          <div className="sm:col-span-2">
            <TextField label={t('substitutes.reason')} name="reason" />
          </div>
          <div>
            <Button look="primary">{t('substitutes.submit')}</Button>
          </div>
        </SharingForm>
      </Part>
    </div>
  );
}

/** Only for the office: whose absence is being arranged. */
function WhoseSubstitutes({
  colleagues,
  personId,
}: {
  colleagues: readonly SubjectCard[];
  personId: string;
}) {
  const t = useMessages();
  return (
    <Form method="get" className="flex flex-wrap items-end gap-3">
      <div className="min-w-0 flex-[1_1_16rem]">
        <Select
          label={t('substitutes.whose')}
          name="person"
          defaultValue={personId}
          options={[
            { value: '', label: t('substitutes.whose.own') },
            ...colleagues.map(({ subject, name, detail }) => ({
              value: subject.slice('user:'.length),
              label: [name, detail].filter(Boolean).join(', '),
            })),
          ]}
        />
      </div>
      <Button>{t('substitutes.whose.show')}</Button>
    </Form>
  );
}
