// The page of a read text: the text as understood, and a form with what the text itself says.
import type { FieldMap, FieldValues } from '~/modules/templates';
import type { Context } from '~/shared/context';
import type { DocumentsDeps } from '../documents.deps';
import { getImport } from '../importing/queries/get-import.server';
import { presentImport } from './import-preview';
import { proposeFields, proposeTemplate } from './propose-fields';
import type { ImportPreviewView, StartTemplateView } from './start.views';
import { getStartForm, listStartTemplates } from './start-queries.server';

export interface ImportStart {
  readonly preview: ImportPreviewView;
  readonly templates: readonly Pick<StartTemplateView, 'id' | 'title' | 'kindName'>[];
  readonly template: StartTemplateView;
  readonly fields: FieldMap;
  readonly proposed: FieldValues;
}

/** Throws documents/import-not-found, forbidden, templates/not-found. */
export const getImportStart =
  (deps: DocumentsDeps) =>
  async (
    ctx: Context,
    input: { importId: string; templateId?: string | undefined },
  ): Promise<ImportStart> => {
    const staged = await getImport(deps)(ctx, { importId: input.importId });
    const templates = await listStartTemplates(deps)(ctx);
    const guess = input.templateId ?? proposeTemplate(staged);
    const templateId = templates.some(({ id }) => id === guess) ? guess : (templates[0]?.id ?? guess);
    const { template, fields } = await getStartForm(deps)(ctx, { templateId });
    return {
      preview: presentImport(staged),
      templates: templates.map(({ id, title, kindName }) => ({ id, title, kindName })),
      template,
      fields,
      proposed: proposeFields(fields, staged),
    };
  };
