/** A refused form of the page of remarks: what is wrong by field, and what was typed. */
export interface RemarksRefusal {
  errors: Readonly<Record<string, readonly string[]>>;
  values: Readonly<Record<string, string | readonly string[]>>;
}

/** What was typed in the form of this intent, when that form was refused. */
export function typedIn(refused: RemarksRefusal | null, intent: string, name: string): string | undefined {
  const value = refused?.values.intent === intent ? refused.values[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Errors of a field of the form of this intent. */
export function errorsIn(refused: RemarksRefusal | null, intent: string, name: string): readonly string[] {
  return refused?.values.intent === intent ? (refused.errors[name] ?? []) : [];
}
