// One kept letter as its reader would see it.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { answer, requireUser } from '~/platform/http/index.server';
import { useMessages } from '~/ui/messages/messages-context';
import { titled } from '~/ui/meta';
import { BackLink } from '~/ui/people/back-link';
import { PageHeader } from '~/ui/shell/page-header';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.letter.subject ?? '');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const fileName = args.params.name ?? '';
    const letter = await args.context.services.identity.findLetter(ctx, { fileName });
    if (!letter) throw new Response(null, { status: 404 });
    const { to, subject, text } = letter;
    return { letter: { to, subject, text } };
  });
}

export default function Letter() {
  const t = useMessages();
  const { letter } = useLoaderData<typeof loader>();
  return (
    <div className="max-w-[48rem]">
      <BackLink to="/settings/letters">{t('letters.back')}</BackLink>
      <PageHeader title={letter.subject} lead={t('letters.to', { to: letter.to })} />
      <p className="whitespace-pre-line [overflow-wrap:anywhere]">{letter.text}</p>
    </div>
  );
}
