import { type Actor, hasRole } from '~/shared/context';

/** The whole journal: administrators and secretaries. */
export function canReadAudit(actor: Actor): boolean {
  return hasRole(actor, 'administrator', 'secretary');
}

/** A copy of the whole journal leaves the product, of every organisation: administrators only. */
export function canExportJournal(actor: Actor): boolean {
  return hasRole(actor, 'administrator');
}

/** Erasing is an act under 152-ФЗ (art. 21, the subject's demand): administrators only. */
export function canErasePersonal(actor: Actor): boolean {
  return hasRole(actor, 'administrator');
}
