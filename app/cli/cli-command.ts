export interface CliEnvironment {
  /** The project's folder: seeds, package.json. */
  readonly root: string;
  /** The whole build this command runs from. */
  readonly buildDirectory: string;
}

export type CliCommand = (args: string[], environment: CliEnvironment) => Promise<number>;

/** Wrong usage: exit code 2. */
export class UsageError extends Error {}
