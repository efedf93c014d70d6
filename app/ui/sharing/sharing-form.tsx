import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { CsrfInput } from '../csrf';

interface SharingFormProps {
  intent: string;
  /** Hidden values beside the intent. */
  values?: Readonly<Record<string, string>>;
  className?: string;
  children: ReactNode;
}

/** One form of the page of participants: its intent names the command. */
export function SharingForm({ intent, values = {}, className, children }: SharingFormProps) {
  return (
    <Form method="post" className={className}>
      <CsrfInput />
      <input type="hidden" name="intent" value={intent} />
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </Form>
  );
}

/** A part of the page with its heading. */
export function Part({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        {lead ? <p className="max-w-[44rem] text-ink-soft">{lead}</p> : null}
      </div>
      {children}
    </section>
  );
}
