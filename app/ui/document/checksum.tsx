/** A hash folded away: no user meets one unless he asks (DESIGN §10). */
export function Checksum({ label, sha256 }: { label: string; sha256: string }) {
  return (
    <details className="text-sm text-ink-soft">
      <summary className="inline-flex min-h-11 items-center">{label}</summary>
      <code className="block pb-2 font-mono break-all text-ink">{sha256}</code>
    </details>
  );
}
