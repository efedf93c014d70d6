import { type Actor, hasRole } from '~/shared/context';

/** The whole journal: administrators and secretaries. */
export function canReadAudit(actor: Actor): boolean {
  return hasRole(actor, 'administrator', 'secretary');
}

/** Erasing is an act under 152-ФЗ (art. 21, the subject's demand): administrators only. */
export function canErasePersonal(actor: Actor): boolean {
  return hasRole(actor, 'administrator');
}
