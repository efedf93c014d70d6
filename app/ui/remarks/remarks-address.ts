// The whole state of the page of remarks is its address: it can be sent, bookmarked, and works without scripts.
import type { RemarksFilter } from '~/modules/documents';

export interface RemarksAddress extends RemarksFilter {
  form: 'remark' | 'suggest' | '';
}

/** The address of the same page with something changed; parts and pages begin anew with another filter. */
export function hrefOf(filter: RemarksFilter, change: Partial<RemarksAddress>): string {
  const next = { ...filter, form: '', ...change };
  const params = new URLSearchParams();
  if (next.status === 'all') params.set('status', 'all');
  if (next.mine) params.set('mine', '1');
  if (next.author) params.set('author', next.author);
  if (next.block) params.set('block', next.block);
  if (next.page > 1 && change.page !== undefined) params.set('page', String(next.page));
  if (next.part > 1) params.set('part', String(next.part));
  if (next.form) params.set('form', next.form);
  return `?${params}`;
}
