import { useCallback, useEffect, useState } from 'react';

const TYPING = 'input, textarea, select, [contenteditable=true]';

/** Jumping between changes: n and p, and the buttons of the bar. Without scripts the anchors of the rows do the same. */
export function useChangeKeys(total: number): { at: number; go: (n: number) => void } {
  const [at, setAt] = useState(0);
  const go = useCallback(
    (n: number) => {
      const next = Math.min(Math.max(n, 1), total);
      const row = document.getElementById(`c${next}`);
      if (!row) return;
      row.scrollIntoView({ block: 'center' });
      row.focus({ preventScroll: true });
      setAt(next);
    },
    [total],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const busy = event.target instanceof Element && event.target.closest(TYPING);
      if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
      // Russian letters sit on the same keys.
      if (event.key === 'n' || event.key === 'т') go(at + 1);
      else if (event.key === 'p' || event.key === 'з') go(at - 1);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [at, go]);
  return { at, go };
}
