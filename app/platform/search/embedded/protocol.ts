// What the site and its search worker say to each other.
export type EngineMethod =
  | 'put'
  | 'replaceSource'
  | 'search'
  | 'startRebuild'
  | 'feedRebuild'
  | 'finishRebuild'
  | 'abandonRebuild'
  | 'status'
  | 'close';

export interface EngineRequest {
  readonly id: number;
  readonly method: EngineMethod;
  readonly args: readonly unknown[];
}

export interface EngineReply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}
