import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { FormRefusal } from '~/platform/http';
import { answer, flashCookie, readForm, requireUser } from '~/platform/http/index.server';
import { isAppError } from '~/shared/app-error';
import type { Context } from '~/shared/context';
import { ImportCard } from '~/ui/acts/import-card';
import { ImportTree } from '~/ui/acts/import-tree';
import { PublishingProgress } from '~/ui/acts/publishing-progress';
import { Notice } from '~/ui/feedback';
import { chooseLocale, translator } from '~/ui/messages';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';
import { carryOut } from './carry-out.server';

const PAGE = 200;
const MOST_LINES = 60;

export const meta: MetaFunction = (args) => pageTitle(args, 'acts.import');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const going = await goingOn(args, ctx);
    if (going) return { going, preview: null, provisions: [], page: 1, pages: 1 };
    const preview = await args.context.services.knowledge.queries.getImport(ctx, args.params.id ?? '');
    const params = new URL(args.request.url).searchParams;
    const page = Math.max(1, Math.trunc(Number(params.get('page'))) || 1);
    const { provisions, lines, ...rest } = preview;
    const shown = provisions.slice((page - 1) * PAGE, page * PAGE);
    return {
      going: null,
      preview: rest,
      page,
      pages: Math.ceil(provisions.length / PAGE),
      // A code has thousands of units: the page shows some of them at a time.
      provisions: shown.map((one, index) => ({
        path: one.path,
        level: one.level,
        label: one.label,
        words: `${one.title} ${one.text}`.trim().slice(0, 220),
        notes: one.notes.length,
        lapsed: one.lapsed,
        line: one.line,
        lines: furtherLines(lines, one.line, provisions[(page - 1) * PAGE + index + 1]?.line),
      })),
    };
  });
}

/** How far a publishing is; its end leads to the act (the import is gone then). */
async function goingOn(args: LoaderFunctionArgs, ctx: Context) {
  const { queries } = args.context.services.knowledge;
  const actId = new URL(args.request.url).searchParams.get('act');
  try {
    const publishing = await queries.getPublishing(ctx, args.params.id ?? '');
    return publishing?.isGoingOn ? publishing : null;
  } catch (error) {
    if (actId && isAppError(error) && error.code === 'knowledge/import-not-found')
      throw redirect(`/acts/${encodeURIComponent(actId)}`);
    throw error;
  }
}

/** Lines that became a part of the unit before them; cut, for a person only has to know them again. */
function furtherLines(lines: readonly { line: number; text: string }[], from: number, next = Infinity) {
  return lines
    .filter(({ line }) => line > from && line < next)
    .slice(0, MOST_LINES)
    .map(({ line, text }) => ({ line, words: text.slice(0, 400) }));
}

/** Intents: `fix`, `unfix`, `discard`, `publish`. */
export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const form = await readForm(args.request);
    const done = await carryOut({ ...args, ctx, form, importId: args.params.id ?? '' });
    if ('refused' in done) return data<FormRefusal>(done.refused, { status: 400 });
    if (done.said === null) throw redirect(done.to);
    const t = translator(chooseLocale({ acceptLanguage: args.request.headers.get('accept-language') }));
    throw redirect(done.to, {
      headers: { 'Set-Cookie': flashCookie(args.request, { kind: 'success', text: t(done.said) }) },
    });
  });
}

export default function ImportPreviewPage() {
  const t = useMessages();
  const { going, preview, provisions, page, pages } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  if (going || !preview) return <PublishingProgress going={going} />;
  const { counts, publishing } = preview;
  return (
    <>
      <PageHeader title={preview.card.title ?? preview.source.name} lead={t('acts.import.preview')} />
      {publishing && !refused ? (
        <div className="mb-6 max-w-[52rem]">
          <Notice tone="danger">{publishing.failure ?? t('acts.publishing.broken')}</Notice>
        </div>
      ) : null}
      <p className="mb-6 max-w-[52rem]">
        {t('acts.import.counts', {
          lines: counts.lines ?? 0,
          articles: counts.st ?? 0,
          points: (counts.p ?? 0) + (counts.ch ?? 0),
          notes: counts.notes ?? 0,
        })}
      </p>
      <div className="grid grid-cols-1 gap-8 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <ImportTree
          provisions={provisions}
          doubts={preview.doubts}
          fixes={preview.fixes}
          page={page}
          pages={pages}
          refused={refused?.values.intent === 'fix' || refused?.values.intent === 'unfix' ? refused : null}
        />
        <ImportCard preview={preview} refused={refused} />
      </div>
    </>
  );
}
