// «Лист ознакомления»: whoever is asked confirms that he has read the text; whoever leads it sees who has not.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AskToReadInputSchema, RemoveReaderInputSchema } from '~/modules/documents/index.server';
import type { FormRefusal } from '~/platform/http';
import { answer, parseForm, readForm, requireUser, submitForm } from '~/platform/http/index.server';
import { AcquaintanceSheet } from '~/ui/document/acquaintance-sheet';
import { DocumentFrame } from '~/ui/document/document-frame';
import { FormErrors } from '~/ui/feedback';
import { requestTexts } from '~/ui/messages';
import { titled } from '~/ui/meta';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.document.title ?? '');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  const documentId = args.params.id ?? '';
  const { queries } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const [document, sheet] = await Promise.all([
      queries.getDocumentHead(ctx, { id: documentId }),
      queries.getAcquaintance(ctx, { documentId }),
    ]);
    const asks = sheet.foreseen && sheet.open && sheet.mayLead;
    const there = new Set(sheet.lines.map(({ userId }) => `user:${userId}`));
    const people = asks ? await queries.listColleagues(ctx, { id: documentId }) : [];
    return { document, sheet, people: people.filter(({ subject }) => !there.has(subject)) };
  });
}

export async function action(args: ActionFunctionArgs) {
  await requireUser(args);
  const documentId = args.params.id ?? '';
  const { commands } = args.context.services.documents;
  return answer(args, async (ctx) => {
    const form = await readForm(args.request, { maxBytes: 64 * 1024 });
    const t = requestTexts(args.request);
    const to = `/documents/${documentId}/acquaintance`;
    form.set('documentId', documentId);
    switch (form.get('intent')) {
      case 'confirm':
        return submitForm(args, form, { to, notice: t('acquaintance.confirmed') }, () =>
          commands.confirmReading(ctx, {
            documentId,
            versionSha256: String(form.get('versionSha256') ?? ''),
          }),
        );
      case 'remove': {
        const parsed = parseForm(RemoveReaderInputSchema, form);
        if (!parsed.ok) return data<FormRefusal>(parsed, { status: 400 });
        return submitForm(args, form, { to, notice: t('acquaintance.removed') }, () =>
          commands.removeReader(ctx, parsed.data),
        );
      }
      default: {
        const parsed = AskToReadInputSchema.safeParse({
          documentId,
          subjects: form.getAll('subjects'),
        });
        if (!parsed.success) {
          const errors = { subjects: parsed.error.issues.map(({ message }) => message) };
          return data<FormRefusal>({ errors, values: {} }, { status: 400 });
        }
        return submitForm(args, form, { to, notice: t('acquaintance.asked') }, () =>
          commands.askToRead(ctx, parsed.data),
        );
      }
    }
  });
}

export default function AcquaintancePage() {
  const { document, sheet, people } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <DocumentFrame document={document} current="acquaintance">
      <FormErrors errors={[...new Set(Object.values(refused?.errors ?? {}).flat())]} />
      <AcquaintanceSheet document={document} sheet={sheet} people={people} />
    </DocumentFrame>
  );
}
