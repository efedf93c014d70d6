// The part of MongoDB's unified test format that its CRUD tests use.
import type { Document } from 'mongodb';

export interface Requirement {
  readonly minServerVersion?: string;
  readonly maxServerVersion?: string;
  readonly topologies?: readonly string[];
}
export interface Operation {
  readonly name: string;
  readonly object: string;
  readonly arguments?: Document;
  readonly expectResult?: unknown;
  readonly expectError?: Document;
  readonly saveResultAsEntity?: string;
}
export interface ExpectedEvents {
  readonly client: string;
  readonly events: readonly Document[];
  readonly ignoreExtraEvents?: boolean;
}
interface CollectionData {
  readonly collectionName: string;
  readonly databaseName: string;
  readonly documents: readonly Document[];
}
export interface UnifiedTest {
  readonly description: string;
  readonly runOnRequirements?: readonly Requirement[];
  readonly operations: readonly Operation[];
  readonly expectEvents?: readonly ExpectedEvents[];
  readonly outcome?: readonly CollectionData[];
}
export interface UnifiedFile {
  readonly description: string;
  readonly runOnRequirements?: readonly Requirement[];
  readonly createEntities?: readonly Document[];
  readonly initialData?: readonly CollectionData[];
  readonly tests: readonly UnifiedTest[];
}

/** A wish that this kind of server (its version, a single node) does not meet; undefined: all met. */
export function unmetRequirement(wishes: readonly Requirement[], version: string): string | undefined {
  if (wishes.length === 0 || wishes.some((wish) => isMet(wish, version))) return undefined;
  return `for ${wishes.map((wish) => JSON.stringify(wish)).join(' or ')}`;
}

const isMet = (wish: Requirement, version: string): boolean =>
  (wish.minServerVersion === undefined || compareVersions(version, wish.minServerVersion) >= 0) &&
  (wish.maxServerVersion === undefined || compareVersions(version, wish.maxServerVersion) <= 0) &&
  (wish.topologies === undefined || wish.topologies.includes('single'));

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let at = 0; at < 3; at += 1) {
    const order = (left[at] ?? 0) - (right[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
