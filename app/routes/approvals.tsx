// «На согласовании»: what waits for me, the most urgent first; agreeing to several at once after a summary; what I wait for.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { APPROVALS_SHOWN } from '~/modules/documents';
import { AgreeToManyInputSchema } from '~/modules/documents/index.server';
import {
  answer,
  assertCsrf,
  parseForm,
  readForm,
  refuseForm,
  requireUser,
} from '~/platform/http/index.server';
import { ManyForm, ManyOutcomes, ManySummary } from '~/ui/approvals/many';
import { UnreadList } from '~/ui/approvals/unread-list';
import { WaitedList } from '~/ui/approvals/waited-list';
import { LinkButton } from '~/ui/button';
import { EmptyState, FormErrors } from '~/ui/feedback';
import type { Translate } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'approvals.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [tasks, waited, unread] = await Promise.all([
      queries.listApprovalTasks(ctx),
      queries.listWaited(ctx),
      queries.listUnread(ctx),
    ]);
    return { tasks, waited, unread };
  });
}

/** First the summary of what is chosen, then the decisions. */
export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 64 * 1024 });
    const chosen = form.getAll('chosen').map(String);
    const nothing = { errors: [] as string[], chosen: [] as string[], outcomes: null };
    const parsed = parseForm(AgreeToManyInputSchema, form);
    if (!parsed.ok)
      return data({ ...nothing, errors: Object.values(parsed.errors).flat() as string[] }, { status: 400 });
    if (form.get('intent') !== 'agree') return data({ ...nothing, chosen });
    try {
      assertCsrf(args, form);
      const outcomes = await args.context.services.documents.commands.agreeToMany(ctx, { chosen });
      return data({ ...nothing, outcomes });
    } catch (error) {
      const errors = Object.values(refuseForm(error, form).errors).flat() as string[];
      return data({ ...nothing, errors }, { status: 400 });
    }
  });
}

function leadOf(count: number, t: Translate): string | undefined {
  if (count >= APPROVALS_SHOWN) return t('approvals.most', { count: APPROVALS_SHOWN });
  return count > 0 ? t('approvals.count', { count }) : undefined;
}

export default function Approvals() {
  const t = useMessages();
  const { tasks, waited, unread } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('approvals.title')} lead={leadOf(tasks.length, t)} />
      <div className="grid gap-8">
        <p>
          <LinkButton to="/approvals/substitutes" icon="user">
            {t('substitutes.title')}
          </LinkButton>
        </p>
        <FormErrors errors={done?.errors ?? []} />
        {done?.outcomes ? <ManyOutcomes outcomes={done.outcomes} /> : null}
        {done && done.chosen.length > 0 ? (
          <ManySummary tasks={tasks} chosen={done.chosen} />
        ) : tasks.length > 0 ? (
          <ManyForm tasks={tasks} />
        ) : (
          <EmptyState icon="approvals" title={t('approvals.empty')} text={t('approvals.empty.text')}>
            <LinkButton to="/documents">{t('home.recent.all')}</LinkButton>
          </EmptyState>
        )}
        <UnreadList unread={unread} />
        <WaitedList waited={waited} />
      </div>
    </>
  );
}
