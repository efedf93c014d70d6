import { Disclosure } from '../disclosure';

/** A hash folded away: no user meets one unless he asks (DESIGN §10). */
export function Checksum({ label, sha256 }: { label: string; sha256: string }) {
  return (
    <Disclosure summary={label} className="text-sm text-ink-soft" summaryClassName="w-fit">
      <code className="block pb-2 font-mono break-all text-ink">{sha256}</code>
    </Disclosure>
  );
}
