// All that the editor's page shows beside the cards, from the draft alone: problems, diagram, YAML, simulator. Pure.
import { z } from 'zod';
import { localDate } from '~/shared/russian';
import { parseWorkflow } from '../parse-workflow';
import { checkDraft, type DraftProblem, hasErrors } from './check-draft';
import { type Diagram, diagramOf } from './diagram';
import { draftYaml } from './draft-yaml';
import { rehearsalFields } from './rehearsal-fields';
import { ANSWERS, type PlayContext, type Rehearsal, rehearse } from './rehearse';
import { type EditorField, MAX_STEPS, type RouteDraft, RouteDraftSchema } from './route-draft';
import { clauseKind } from './sentence';

const PlaySchema = z.object({
  values: z
    .array(z.object({ path: z.string().max(300), value: z.string().max(300).default('') }))
    .max(100)
    .default([]),
  answers: z
    .array(z.object({ step: z.string().max(60), answer: z.enum(ANSWERS) }))
    .max(MAX_STEPS)
    .default([]),
  announced: z.preprocess((value) => value === true || value === 'on', z.boolean()),
});
export type Play = z.infer<typeof PlaySchema>;

/** The editor's form: the cards, the text they were read from, what the simulator is asked, the button pressed. */
export const RouteFormSchema = z.object({
  draft: RouteDraftSchema,
  /** SHA-256 of the file's text when it was opened. */
  base: z.string().regex(/^[0-9a-f]{64}$/),
  play: PlaySchema.prefault({ announced: false }),
  do: z.string().max(100).default('check'),
});
export type RouteForm = z.infer<typeof RouteFormSchema>;

export interface RouteEditorContext extends PlayContext {
  readonly kind: string;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** The file's text now. */
  readonly text: string;
}

export interface RouteEditorView {
  readonly problems: readonly DraftProblem[];
  readonly diagram: Diagram;
  readonly yaml: string;
  /** Questions of the simulator; empty where the route has errors. */
  readonly questions: readonly { readonly field: EditorField; readonly value: string }[];
  /** Null when not asked for or when the route has errors. */
  readonly rehearsal: Rehearsal | null;
}

function usualValue(field: EditorField, today: string): string {
  switch (clauseKind(field)) {
    case 'number':
      return field.type === 'list' ? '2' : '1';
    case 'flag':
      return 'no';
    case 'choice':
      return field.options?.[0]?.value ?? '';
    case 'date':
      return today;
    case 'text':
      return 'текст';
    case null:
      return '1';
  }
}

/** `play`: what the simulator is asked; it answers when `plays`. Never throws on a draft of {@link RouteFormSchema}. */
export function routeEditorView(
  draft: RouteDraft,
  { kind, fields, people, text, ...time }: RouteEditorContext,
  play?: Play,
  plays = false,
): RouteEditorView {
  const problems = checkDraft(draft, { kind, fields });
  const personName = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  const yaml = draftYaml(draft, { kind, fields, before: text });
  const { definition } = hasErrors(problems) ? { definition: null } : parseWorkflow(yaml, { file: '' });
  const asked = definition ? rehearsalFields(definition, fields) : [];
  const today = localDate(time.now, time.timeZone);
  const typed = new Map(play?.values.map(({ path, value }) => [path, value]));
  const questions = asked.map((field) => ({
    field,
    value: typed.get(field.path) ?? usualValue(field, today),
  }));
  const input = play && {
    values: Object.fromEntries(questions.map(({ field, value }) => [field.path, value])),
    answers: Object.fromEntries(play.answers.map(({ step, answer }) => [step, answer])),
    announced: play.announced,
  };
  return {
    problems,
    diagram: diagramOf(draft, { fields, personName }, problems),
    yaml,
    questions,
    rehearsal: definition && input && plays ? rehearse(definition, { fields, ...time }, input) : null,
  };
}
