// One paper from a template and data, without a database: `./khartia render`.
import type { LayoutProfile } from '~/modules/rules';
import { type FieldValues, type Template, validateFields } from '~/modules/templates';
import { renderTemplate, type TemplateRenderer } from '~/modules/templates/index.server';
import { type PdfRenderer, renderDocx, renderPaperHtml } from '~/platform/rendering/index.server';
import { canonicalBytes } from '~/shared/canonical-json';
import type { IdSource } from '~/shared/ids';
import { sha256Hex } from '~/shared/sha256.server';
import { readTemplateHtml } from './body';
import { documentError } from './errors';
import { fieldResolver } from './field-resolver';
import { buildPaper, documentJson, draftStamp, paperProfile } from './output';
import { renderPaperPdf } from './render-document.server';

export interface RenderInput {
  readonly template: Template;
  readonly fields: FieldValues;
  readonly format: 'pdf' | 'docx' | 'html' | 'json';
  readonly layout: LayoutProfile;
  readonly at: Date;
  readonly newId: IdSource;
}

/** The bytes of a draft. Throws documents/invalid-fields (all faults), documents/template-body, templates/…, rendering/…. */
export async function renderFromTemplate(
  tools: { renderer: TemplateRenderer; pdf: PdfRenderer },
  input: RenderInput,
): Promise<Uint8Array> {
  const { template, fields } = input;
  const errors = validateFields(template.definition.fields, fields);
  if (errors.length > 0) {
    throw documentError('invalid-fields', {
      summary: errors.map((one) => `${one.path}: ${one.message}`).join('; '),
      errors,
    });
  }
  const { bodyHtml, card } = await renderTemplate(tools.renderer, template, fields);
  const { body, problems } = readTemplateHtml(bodyHtml, {
    template: template.id,
    release: template.release ?? '',
    newId: input.newId,
  });
  const fatal = problems.find((problem) => problem.severity === 'error');
  if (fatal || !body)
    throw documentError('template-body', { id: template.id, problem: fatal?.message ?? '' });
  const resolveField = fieldResolver(fields);
  const paper = buildPaper({
    body,
    card,
    resolveField,
    marks: [],
    stamp: draftStamp(1, input.at),
    organisation: '',
    createdAt: input.at.toISOString(),
    profile: paperProfile(input.layout),
  });
  const encode = (text: string) => new TextEncoder().encode(text);
  if (input.format === 'pdf') return renderPaperPdf(tools.pdf, paper);
  if (input.format === 'docx') return renderDocx(paper);
  if (input.format === 'html') return encode(renderPaperHtml(paper));
  const sha256 = sha256Hex(canonicalBytes({ fields: JSON.parse(JSON.stringify(fields)), card, body }));
  return encode(
    documentJson({
      kind: template.definition.kind,
      card,
      fields,
      body,
      resolveField,
      version: { number: 1, sha256 },
    }),
  );
}
