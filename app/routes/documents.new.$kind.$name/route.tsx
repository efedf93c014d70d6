// The guided form of a template. It works whole without scripts; see app/ui/form.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { prefillFields } from '~/modules/documents';
import { type TypedMap, typedOf } from '~/modules/templates';
import { answer, type RequestContext, requireUser } from '~/platform/http/index.server';
import { Button } from '~/ui/button';
import { GuidedForm } from '~/ui/form/guided-form';
import { PaperPreview } from '~/ui/form/paper-preview';
import { useMessages } from '~/ui/messages/messages-context';
import { titled } from '~/ui/meta';
import { PageHeader } from '~/ui/shell/page-header';
import { formContext, ownerOf, runStartForm, type StartReply } from './start-form.server';

export const meta: MetaFunction<typeof loader> = (args) => titled(args, args.data?.template.title ?? '');

/** Nobody is signed in: the form shows what was typed and no names. */
const NOBODY = { people: [], formerPeople: [], organisations: [] };

export async function loader(args: LoaderFunctionArgs) {
  const context = await formContext(args);
  if (!context) {
    await requireUser(args);
    throw new Error('requireUser lets nobody through without a session');
  }
  const { ctx, returned } = context;
  return answer(args, async () => {
    const { documents, identity } = args.context.services;
    const parameters = new URL(args.request.url).searchParams;
    const templateId = `${args.params.kind}/${args.params.name}`;
    const { template, fields } = await documents.queries.getStartForm(ctx, { templateId });
    const draftId = returned ? null : parameters.get('draft');
    const draft = draftId ? await documents.queries.getFormDraft(ctx, { id: draftId }) : null;
    const owner = ownerOf(ctx, draft?.owner ?? parameters.get('owner'));
    const organisation = owner ? await identity.findOrganisation(owner) : null;
    return {
      template: { id: template.id, title: template.title, description: template.description },
      fields,
      owner: { id: owner, name: organisation?.shortName ?? '' },
      draft: draft ? { id: draft.id, revision: draft.revision } : null,
      typed: draft?.typed ?? (await firstValues(args, ctx, { fields, organisation })),
      directory: returned ? NOBODY : await identity.formDirectory(),
      keptAs: `${ctx.actor.id}:${templateId}:${draft?.id ?? ''}`,
    };
  });
}

type Fields = Parameters<typeof typedOf>[0];

async function firstValues(
  { context }: LoaderFunctionArgs,
  ctx: RequestContext,
  input: { fields: Fields; organisation: { id: string; name: string; shortName: string } | null },
): Promise<TypedMap> {
  const person = await context.services.identity.findPerson(ctx.actor.id);
  const membership = person?.memberships.find((one) => one.organisationId === input.organisation?.id);
  const values = prefillFields(input.fields, {
    organisation: input.organisation,
    person: person
      ? {
          surname: person.surname,
          name: person.name,
          patronymic: person.patronymic,
          position: membership?.position,
        }
      : null,
  });
  return typedOf(input.fields, values);
}

export async function action(args: ActionFunctionArgs) {
  return answer(args, () => runStartForm(args));
}

export default function StartDocument() {
  const t = useMessages();
  const page = useLoaderData<typeof loader>();
  // The tree of texts is deeper than Remix's types of serialised data can follow.
  const reply = (useActionData() as StartReply | undefined) ?? null;
  const busy = useNavigation().state === 'submitting';
  const action = `/documents/new/${page.template.id}${page.draft ? `?draft=${page.draft.id}` : `?owner=${encodeURIComponent(page.owner.id)}`}`;
  return (
    <>
      <PageHeader title={page.template.title} lead={page.template.description} />
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
            <input type="hidden" name="owner" value={page.owner.id} />
            <input type="hidden" name="template" value={page.template.id} />
            <input type="hidden" name="draft" value={page.draft?.id ?? ''} />
            <input type="hidden" name="draftRevision" value={page.draft?.revision ?? ''} />
          </>
        }
        buttons={
          <div className="flex flex-wrap gap-3 border-t border-line pt-5">
            <Button look="primary" name="intent" value="create" isDisabled={busy}>
              {t('form.create')}
            </Button>
            <Button name="intent" value="keep" isDisabled={busy}>
              {t('form.keep')}
            </Button>
          </div>
        }
        aside={(read, changes) => (
          <PaperPreview
            action="/documents/new/preview"
            read={read}
            changes={changes}
            first={reply?.preview ?? null}
          />
        )}
      >
        <p className="text-ink-soft">
          {t('form.owner', { name: page.owner.name })}. {t('form.required.note')}
        </p>
      </GuidedForm>
    </>
  );
}
