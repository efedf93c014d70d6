// Shipped routes as the editor reads them, fields of every type, and small drafts.
import { parseWorkflow, routeChoices } from '~/modules/workflows';
import { draftOf } from '~/modules/workflows/editor/draft-value';
import {
  type EditorField,
  type RouteDraft,
  RouteDraftSchema,
  StepDraftSchema,
} from '~/modules/workflows/editor/route-draft';
import type { WorkflowDefinition } from '~/modules/workflows/workflow.schema';

const files = import.meta.glob<string>('/workflows/**/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** `fieldsOf` gives the fields that templates of a kind have; without it conditions are kept as they are written. */
export const shippedRoutes = (fieldsOf: (kind: string) => EditorField[] = () => []) =>
  Object.entries(files).map(([path, text]) => {
    const definition = parseWorkflow(text, { file: path }).definition as WorkflowDefinition;
    const fields = fieldsOf(definition.kind);
    return { path, text, definition, fields, draft: draftOf(definition, fields) };
  });

export const FIELDS: EditorField[] = [
  { path: 'coOrganisers', label: 'Соорганизаторы', type: 'list', repeated: false },
  { path: 'sum', label: 'Сумма', type: 'number', repeated: false },
  { path: 'open', label: 'Открытое', type: 'boolean', repeated: false },
  { path: 'event.date', label: 'Дата', type: 'date', repeated: false },
  {
    path: 'form',
    label: 'Форма',
    type: 'choice',
    repeated: false,
    options: [{ value: 'online', label: 'Заочно' }],
  },
  { path: 'chair', label: 'Председатель', type: 'person', repeated: false },
  { path: 'coOrganisers.*.name', label: 'Имя', type: 'text', repeated: true },
];

export const FIELD_CHOICES = routeChoices(FIELDS, []).fields;

/** A route of two steps, `a` and `b`. */
export const buildRouteDraft = (change: Partial<RouteDraft> = {}): RouteDraft => ({
  ...RouteDraftSchema.parse({
    title: 'Маршрут',
    steps: [
      { id: 'a', title: 'Первый' },
      { id: 'b', title: 'Второй' },
    ],
  }),
  ...change,
});

export const buildStepDraft = (change: object) =>
  StepDraftSchema.parse({ id: 'a', title: 'Первый', ...change });
