// The carry of a file that comes back; null when there is none or it is not to be trusted.
import { deadlineIn, type OfficeDocument, parseXml, xmlText } from '~/platform/office';
import { parseBody } from '../../body/limits';
import { CARRY_NAMESPACE, type Carry, CarrySchema } from './carry.schema';

function parsed(part: string): unknown {
  try {
    return JSON.parse(xmlText(parseXml(part, deadlineIn())));
  } catch {
    // Somebody has changed the part by hand: then it is not ours.
    return null;
  }
}

/** Pure. A broken or foreign part is as good as none: the text is then read by its look. */
export function readCarry(document: Pick<OfficeDocument, 'customXml'>): Carry | null {
  const part = Object.values(document.customXml).find((xml) => xml.includes(CARRY_NAMESPACE));
  const raw = part === undefined ? null : parsed(part);
  // Limits before the recursive schema, as for any body.
  const body = parseBody((raw as { body?: unknown } | null)?.body);
  if (!body.ok) return null;
  const carry = CarrySchema.safeParse(raw);
  return carry.success ? carry.data : null;
}
