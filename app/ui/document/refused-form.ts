/** A refused form: its errors by field and what had been typed. */
export interface RefusedForm {
  errors: Readonly<Record<string, readonly string[]>>;
  values: Readonly<Record<string, string | readonly string[]>>;
}
