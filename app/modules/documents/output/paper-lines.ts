// Lines around the text: the draft stamp, the adoption sentence, date with number and place, the foot of page 1.
import { adoptedWord } from '~/modules/workflows';
import type { PaperDatePlace } from '~/platform/rendering';
import { formatDate } from '~/shared/russian';
import type { BuildPaperInput, PrintedCard } from './paper-input';

/** «ПРОЕКТ, версия 3 от 20.09.2023». `date` is an ISO day or an instant read in the zone. */
export function draftStamp(versionNumber: number, date: string | Date, timeZone?: string): string {
  const day = timeZone === undefined ? formatDate(date, 'short') : formatDate(date, 'short', timeZone);
  return `ПРОЕКТ, версия\u00a0${versionNumber} от\u00a0${day}`;
}

export interface AdoptionInput {
  /** «участниками круглого стола «…»». */
  readonly by: string;
  readonly subject: { readonly gender: 'm' | 'f' | 'n'; readonly plural?: boolean | undefined };
  readonly date: string;
  readonly place?: string | undefined;
  /** A text that was taken as a basis before is then adopted «в целом». */
  readonly whole?: boolean | undefined;
}

/** «Принята участниками круглого стола «…» 25 сентября 2023 г., г. Астрахань»; agrees with what was adopted. */
export function adoptionLine({ by, subject, date, place, whole }: AdoptionInput): string {
  return `${adoptedWord(subject)}${whole ? ' в целом' : ''} ${by} ${formatDate(date)}${place ? `, ${place}` : ''}`;
}

/** «Принята за основу участниками круглого стола «…» 20 сентября 2026 г.» */
export function basisLine(basis: {
  readonly word: string;
  readonly by: string | null;
  readonly date: string;
}): string {
  return [basis.word, basis.by, formatDate(basis.date)].filter(Boolean).join(' ');
}

type Registration = BuildPaperInput['registration'];

/** Date, number and place in the card's layout; undefined when there is nothing to print. */
export function datePlace(card: PrintedCard, registration: Registration): PaperDatePlace | undefined {
  const { layout, date, place, lines } = card.datePlace;
  const number = registration ? `№\u00a0${registration.number}` : undefined;
  if (layout === 'labelled') {
    const own = lines ?? [];
    const all = registration ? [...own, { label: 'Регистрационный номер', value: registration.number }] : own;
    return all.length > 0 ? { layout: 'labelled', lines: all } : undefined;
  }
  if (layout === 'none') {
    if (!registration) return undefined;
    const day = registration.date ? `от\u00a0${formatDate(registration.date, 'short')} ` : '';
    return { layout: 'line', left: '', middle: `${day}${number}`, right: '' };
  }
  const day = date ? formatDate(date) : undefined;
  const [left, right] = layout === 'date-left' ? [day, place] : [place, day];
  if (!left && !right && !number) return undefined;
  return {
    layout: 'line',
    left: left ?? '',
    ...(number ? { middle: number } : {}),
    right: right ?? '',
  };
}

/** Text at the foot of page 1, beside the code. */
export function verificationLines(url: string): string[] {
  return ['Проверить подлинность и текущий статус документа:', url];
}
