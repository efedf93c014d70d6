// The page of a document's route: «кто и когда» before it is sent, and what may be changed while it runs.
import {
  markWarnings,
  mayHaveLetter,
  previewRoute,
  type RoutePreview,
  type WorkflowDefinition,
} from '~/modules/workflows';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../../documents.deps';
import { assertReadable, documentPolicy, rolesOf } from '../../documents.policy';
import { isPossible } from '../../documents.rules';
import type { Document } from '../../documents.schema';
import { getDraftContent } from '../../drafting/apply-to-draft.server';
import { documentError } from '../../errors';
import { definitionOf } from '../../queries/list-documents.server';
import { listSections } from '../../sharing/shared-document.server';
import { readVersionContent } from '../../version-content.server';

export interface RoutingStepView {
  id: string;
  title: string;
  /** People may still be added. */
  open: boolean;
  places: {
    key: string;
    name: string;
    detail: string;
    state: 'waiting' | 'asked' | 'decided' | 'dropped' | 'removed' | 'delegated';
    email: string | null;
  }[];
}

export interface RoutingView {
  workflowTitle: string;
  /** Null where the document cannot be sent now. */
  preview: RoutePreview | null;
  /** Some step takes silence for «замечаний не поступило» where the request announced it. */
  silencePossible: boolean;
  steps: RoutingStepView[];
  sections: { id: string; title: string }[];
  warnings: string[];
  /** Consents of representatives without a letter of their body. */
  letterless: { decisionId: string; warning: string }[];
  mayAttach: boolean;
  /** Routes of this document before the running one. */
  past: { round: number; status: string; startedAt: string; decisions: number }[];
}

/** Throws documents/not-found, also for guests: they see no route. */
export const getRouting =
  (deps: DocumentsDeps) =>
  async (ctx: Context, input: { id: string }): Promise<RoutingView> => {
    const document = await deps.repository.getById(input.id);
    assertReadable(ctx.actor, document);
    if (ctx.actor.type === 'guest') throw documentError('not-found', { id: input.id });
    const { definition } = await deps.workflows.getWorkflow(document.workflow.release);
    const maySubmit =
      isPossible('submit', document.state) && documentPolicy.submit(ctx.actor, document, rolesOf(definition));
    const { route } = document;
    return {
      workflowTitle: definition.title,
      preview: maySubmit ? await previewOf(deps, ctx, document, definition) : null,
      silencePossible: definition.steps.some(({ onSilence }) => onSilence === 'agree'),
      steps: route ? stepsOf(document, definition) : [],
      sections: await listSections(deps, document),
      warnings: route ? markWarnings(definition, route) : [],
      letterless: letterlessOf(document),
      mayAttach:
        isPossible('attach-letter', document.state) &&
        documentPolicy.submit(ctx.actor, document, rolesOf(definition)),
      past: document.pastRoutes.map(({ round, status, startedAt, decisions }) => ({
        round,
        status,
        startedAt: startedAt.toISOString(),
        decisions: decisions.length,
      })),
    };
  };

async function previewOf(
  deps: DocumentsDeps,
  ctx: Context,
  document: Document,
  definition: WorkflowDefinition,
): Promise<RoutePreview> {
  const draft = documentPolicy.revise(ctx.actor, document)
    ? await getDraftContent(deps)(ctx, document._id)
    : null;
  const version = await deps.repository.getVersion(document._id, document.currentVersion.sha256);
  const fields = draft?.fields ?? readVersionContent(version).fields;
  const template = await definitionOf(deps, document);
  return previewRoute(
    definition,
    {
      organisationId: document.owner,
      fields,
      roleHolders: await deps.roleHolders(document.owner),
      timeZone: await deps.timeZone(document.owner),
      labelOf: (path) => template?.fields[path.replace(/^fields\./, '').split('.')[0] ?? '']?.label ?? path,
    },
    ctx.now(),
    await deps.calendar(),
  );
}

function stepsOf(document: Document, definition: WorkflowDefinition): RoutingStepView[] {
  return (document.route?.steps ?? [])
    .filter(({ status }) => status !== 'skipped' && status !== 'done')
    .map((state) => ({
      id: state.id,
      title: definition.steps.find(({ id }) => id === state.id)?.title ?? '',
      open: state.status === 'waiting' || state.status === 'active',
      places: state.assignees.map(({ key, name, position, organisation, state: at, email }) => ({
        key,
        name,
        detail: [position, organisation].filter(Boolean).join(', '),
        state: at,
        email,
      })),
    }));
}

/** Representatives of bodies who answered by link without a letter of their body: a warning, never a refusal. */
const letterlessOf = ({ route }: Document) =>
  (route?.decisions ?? [])
    .filter((decision) => decision.channel === 'link' && mayHaveLetter(decision))
    .map(({ id, person }) => ({
      decisionId: id,
      warning: `${person.name} (${person.organisation}) ответил(а) по личной ссылке, письма от организации нет. Если нужно согласие самой организации, попросите письмо и приложите его.`,
    }));
