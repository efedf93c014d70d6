// The word of an act in addresses, from its card; stable, for the card's number and date are its identity. Pure.
import { slugify } from '~/shared/slug';
import type { ActCard } from './knowledge.schema';

const PREFIX: Partial<Record<ActCard['kind'], string>> = {
  'federal-law': 'fz',
  law: 'zakon',
  decree: 'post',
  'presidential-decree': 'ukaz',
  directive: 'rasp',
  order: 'prikaz',
  letter: 'pismo',
};

/** `zhk-rf`, `fz-152-fz-2006`, `pp-354-2011`, `prikaz-minstroya-rossii-44-pr-2019`. */
export function actIdOf(
  card: Pick<ActCard, 'kind' | 'number' | 'date' | 'shortName' | 'issuer' | 'title'>,
): string {
  const { kind, number, date, shortName, issuer } = card;
  if (kind === 'code' || kind === 'constitution') return slugify(shortName);
  const year = date?.slice(0, 4) ?? '';
  if (kind === 'federal-law' && number) return slugify(`fz ${number.replace(/-ФКЗ$|-ФЗ$/u, '')} ${year}`);
  if (kind === 'decree' && issuer === 'Правительство РФ') return slugify(`pp ${number ?? ''} ${year}`);
  const words = [PREFIX[kind] ?? kind, issuer ?? '', number ?? card.title.slice(0, 60), year];
  return slugify(words.filter(Boolean).join(' '));
}
