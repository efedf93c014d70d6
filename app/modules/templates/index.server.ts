// Server face of the module.
export { type CheckTemplateInput, checkTemplate } from './check-template.server';
export { type ParsedTemplate, parseTemplate } from './parse-template.server';
export { type RenderedTemplate, renderTemplate } from './render-template.server';
export {
  createTemplateRenderer,
  type RendererLimits,
  type TemplateRenderer,
} from './template-renderer.server';
export {
  createTemplatesModule,
  type TemplateRelease,
  type TemplateReleases,
  type TemplateSummary,
  type TemplatesDeps,
  type TemplatesModule,
} from './templates-module.server';
