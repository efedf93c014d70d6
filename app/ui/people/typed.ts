interface Refused {
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

/** What was typed into a refused form, by the field's name. */
export const typedIn =
  (refused: Refused | null | undefined) =>
  (name: string): string | undefined => {
    const value = refused?.values[name];
    return typeof value === 'string' ? value : undefined;
  };
