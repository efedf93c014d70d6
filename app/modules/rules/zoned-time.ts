// Wall time of an organisation's zone as an instant: when a term «до 25 сентября» ends.
import { localDateTime } from '~/shared/russian';

/**
 * The instant at which a zone's clock shows `date` ('YYYY-MM-DD') and `time` ('HH:MM'). A wall time skipped by a
 * change of clocks gives the instant just after the gap. Throws RangeError on an unknown zone.
 */
export function zonedInstant(date: string, time: string, timeZone: string): Date {
  const wanted = Date.parse(`${date}T${time}:00Z`);
  let guess = wanted;
  for (let round = 0; round < 3; round++) {
    const shown = localDateTime(new Date(guess), timeZone);
    const difference = wanted - Date.parse(`${shown.date}T${shown.time}:00Z`);
    if (difference === 0) break;
    guess += difference;
  }
  return new Date(guess);
}

/** The last minute of a calendar day in a zone: a term in days lasts to the end of its last day (ГК РФ ст. 194). */
export function endOfDay(date: string, timeZone: string): Date {
  return zonedInstant(date, '23:59', timeZone);
}
