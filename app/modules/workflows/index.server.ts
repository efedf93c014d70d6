export { RouteFormSchema } from './editor/editor-view';
export { createRouteEditor, type RouteEditor } from './editor/route-editor.server';
export type { RouteEditorDeps } from './editor/route-editor.types';
export { NewRouteSchema } from './editor/save-route.server';
export {
  createWorkflowsModule,
  type Workflow,
  type WorkflowsDeps,
  type WorkflowsModule,
} from './workflows-module.server';
