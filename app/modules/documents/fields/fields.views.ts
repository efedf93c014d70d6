/** What saving the fields would change. */
export interface FieldsReviewView {
  mode: 'values' | 'rebuild';
  changes: {
    blockId: string;
    kinds: ('added' | 'removed' | 'moved' | 'changed')[];
    number: string;
    words: { kind: 'same' | 'added' | 'removed'; text: string }[];
  }[];
  conflicts: {
    key: string;
    kind: string;
    number: string;
    /** null: removed on that side; '' where only the place differs. */
    current: string | null;
    made: string | null;
  }[];
  /** Labels of the top-level fields that change. */
  changedFields: string[];
  mayRebuild: boolean;
}
