import type { MentionedNorm } from '~/modules/knowledge';
import { useMessages } from '../messages/messages-context';

/**
 * The norms that a text refers to, with their words: read here without scripts and on paper; public/norm-preview.js
 * shows the same words beside the link.
 */
export function MentionedNorms({ norms }: { norms: readonly MentionedNorm[] }) {
  const t = useMessages();
  if (norms.length === 0) return null;
  return (
    <details className="mt-8 max-w-[46rem] rounded-md border border-line bg-sheet px-4">
      <summary className="flex min-h-11 cursor-pointer items-center font-medium">
        {t('acts.mentioned')}: {norms.length}
      </summary>
      <ul className="pb-3">
        {norms.map(({ href, name, words }) => (
          <li key={href} className="border-t border-line py-2">
            <a href={href} className="inline-flex min-h-11 items-center font-medium">
              {name}
            </a>
            <p data-norm={href}>{words}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
