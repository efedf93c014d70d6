// A read text before it becomes a document: as it was understood, what was doubtful, and the fields it does not say.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { prefillFields } from '~/modules/documents';
import { organisationsToDraftFor } from '~/modules/documents/index.server';
import { typedOf } from '~/modules/templates';
import { answer, requireUser } from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { GuidedForm } from '~/ui/form/guided-form';
import { ImportReview } from '~/ui/importing/import-review';
import { ImportTarget } from '~/ui/importing/import-target';
import { useMessages } from '~/ui/messages/messages-context';
import { pageTitle } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';
import { type ImportReply, runImportForm } from './import-form.server';

export const meta: MetaFunction = (args) => pageTitle(args, 'import.title');

export async function loader(args: LoaderFunctionArgs) {
  await requireUser(args);
  return answer(args, async (ctx) => {
    const { documents, identity } = args.context.services;
    const parameters = new URL(args.request.url).searchParams;
    const importId = args.params.importId ?? '';
    const [start, organisations, directory] = await Promise.all([
      documents.queries.getImportStart(ctx, {
        importId,
        templateId: parameters.get('template') ?? undefined,
      }),
      identity.listOrganisations(organisationsToDraftFor(ctx)),
      identity.formDirectory(),
    ]);
    const owner = organisations.find(({ id }) => id === parameters.get('owner')) ?? organisations[0] ?? null;
    const own = prefillFields(start.fields, { organisation: owner, person: null });
    return {
      preview: start.preview,
      templates: start.templates,
      template: start.template,
      fields: start.fields,
      typed: typedOf(start.fields, { ...own, ...start.proposed }),
      owner: owner?.id ?? '',
      organisations: organisations.map(({ id, shortName }) => ({ id, name: shortName })),
      directory,
      keptAs: `${ctx.actor.id}:${importId}:${start.template.id}`,
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, () => runImportForm(args));
}

export default function ImportedText() {
  const t = useMessages();
  const page = useLoaderData<typeof loader>();
  // The tree of texts is deeper than Remix's types of serialised data can follow.
  const reply = (useActionData() as ImportReply | undefined) ?? null;
  const busy = useNavigation().state === 'submitting';
  const action = `/documents/new/import/${page.preview.id}?template=${encodeURIComponent(page.template.id)}&owner=${encodeURIComponent(page.owner)}`;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageHeader title={page.preview.title || page.preview.source.name} lead={t('import.check')} />
      <ImportTarget
        key={`${page.template.id} ${page.owner}`}
        owner={page.owner}
        organisations={page.organisations}
        template={page.template.id}
        templates={page.templates}
      />
      <GuidedForm
        key={page.keptAs}
        fields={page.fields}
        typed={page.typed}
        reply={reply}
        directory={page.directory}
        action={action}
        keptAs={page.keptAs}
        hidden={
          <>
            <input type="hidden" name="owner" value={page.owner} />
            <input type="hidden" name="template" value={page.template.id} />
          </>
        }
        buttons={
          <div className="border-t border-line pt-5">
            <Button look="primary" name="intent" value="create" isDisabled={busy}>
              {t('import.create')}
            </Button>
          </div>
        }
      >
        <ImportReview preview={page.preview} taken={reply?.fixes ?? null} />
        <div>
          <h2 className="text-lg font-semibold">{t('import.fields')}</h2>
          <p className="max-w-[44rem] text-ink-soft">{t('import.fields.text')}</p>
        </div>
      </GuidedForm>
    </div>
  );
}
