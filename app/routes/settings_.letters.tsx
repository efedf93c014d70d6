// Letters of the outbox: kept without a mail server, or on their way to one.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react';
import type { LetterRow } from '~/modules/identity';
import { answer, readForm, requireUser, submitForm } from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { CsrfInput } from '~/ui/csrf';
import { EmptyState, FormErrors } from '~/ui/feedback';
import { formatMoment } from '~/ui/format';
import { Icon } from '~/ui/icons';
import { requestTexts } from '~/ui/messages';
import { useLocale, useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction = (args) => pageTitle(args, 'settings.letters');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, (ctx) => args.context.services.identity.listLetters(ctx));
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 4096 });
    const fileName = String(form.get('fileName') ?? '');
    const done = { to: '/settings/letters', notice: requestTexts(args.request)('letters.again.done') };
    return submitForm(args, form, done, () =>
      args.context.services.identity.sendLetterAgain(ctx, { fileName }),
    );
  });
}

export default function Letters() {
  const t = useMessages();
  const { bySmtp, letters } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <div className="max-w-[48rem]">
      <PageHeader title={t('settings.letters')} lead={t(bySmtp ? 'letters.lead.smtp' : 'letters.lead')} />
      {refused ? <FormErrors errors={Object.values(refused.errors).flat()} /> : null}
      {letters.length === 0 ? (
        <EmptyState title={t('letters.empty')} text={t('letters.empty.text')} />
      ) : (
        <ul className="grid gap-2">
          {letters.map((letter) => (
            <Letter key={letter.fileName} letter={letter} bySmtp={bySmtp} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Letter({ letter, bySmtp }: { letter: LetterRow; bySmtp: boolean }) {
  const t = useMessages();
  const locale = useLocale();
  const { fileName, at, to, subject, sent, fault } = letter;
  return (
    <li className="border-b border-line pb-2">
      {sent ? (
        <p className="flex min-h-11 items-center font-medium">{subject}</p>
      ) : (
        <Link to={`/settings/letters/${fileName}`} className="inline-flex min-h-11 items-center font-medium">
          {subject}
        </Link>
      )}
      <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">
        {t('letters.to', { to })}, {formatMoment(at, locale)}
      </p>
      {bySmtp || sent ? (
        <p className="flex items-center gap-2 text-sm">
          <Icon name={sent ? 'check' : fault ? 'warning' : 'clock'} className="size-4" />
          {t(sent ? 'letters.state.sent' : fault ? 'letters.state.fault' : 'letters.state.waiting')}
        </p>
      ) : null}
      {fault ? (
        <Form method="post" className="flex flex-wrap items-center gap-3 text-sm">
          <CsrfInput />
          <input type="hidden" name="fileName" value={fileName} />
          <p className="text-ink-soft [overflow-wrap:anywhere]">
            {t(fault.again ? 'letters.fault.again' : 'letters.fault.over', { reason: fault.reason })}
          </p>
          <Button aria-label={t('letters.again.label', { subject })}>{t('letters.again')}</Button>
        </Form>
      ) : null}
    </li>
  );
}
