/** The unfinished form that the page was opened with, from its hidden inputs; null for a new one. */
export function readDraftRef(form: FormData): { id: string; revision: number } | null {
  const id = form.get('draft');
  const revision = Number(form.get('draftRevision'));
  return typeof id === 'string' && id !== '' && Number.isSafeInteger(revision) ? { id, revision } : null;
}
