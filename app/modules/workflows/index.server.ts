export {
  createWorkflowsModule,
  type Workflow,
  type WorkflowsDeps,
  type WorkflowsModule,
} from './workflows-module.server';
