// Looks up the citations of a body before its check, so that the rules themselves stay pure.
import type { DocumentsDeps } from '../documents.deps';
import type { CitedNorm } from '../norms.port';
import { buildContext } from './build-context';
import type { CheckInput } from './check.types';

/** By the text of a block. */
export async function findNorms(
  deps: Pick<DocumentsDeps, 'norms'>,
  input: CheckInput,
): Promise<ReadonlyMap<string, readonly CitedNorm[]>> {
  const context = buildContext(input);
  const citing = context.blocks.filter((block) => context.citationsOf(block).length > 0);
  return deps.norms.resolve([...new Set(citing.map(({ text }) => text))]);
}
