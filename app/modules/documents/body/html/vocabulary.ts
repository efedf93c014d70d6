// The HTML vocabulary of bodies (the table in ../README.md): names shared by the writer and the strict reader.
import type { Due, NumberingMode } from '../body.schema';

/** Attributes every block may carry in a template. */
export const TEMPLATE_BLOCK_ATTRIBUTES = ['data-slot'] as const;
/** … and in HTML written from a stored body, where identity must survive. */
export const STORED_BLOCK_ATTRIBUTES = ['data-slot', 'data-id', 'data-template', 'data-release'] as const;

export const DUE_ATTRIBUTES = [
  'data-due-kind',
  'data-due-date',
  'data-due-from',
  'data-due-to',
  'data-due-text',
] as const;
export const ITEM_ATTRIBUTES = ['data-block', ...DUE_ATTRIBUTES, 'data-responsible', 'data-verb'] as const;

export const DUE_KINDS: readonly Due['kind'][] = ['date', 'period', 'frequency', 'event', 'constantly'];
export const NUMBERING_MODES: readonly NumberingMode[] = ['flat', 'addressee', 'section', 'dash', 'none'];
export const PARAGRAPH_ALIGNS = ['left', 'center', 'right', 'justify'] as const;
export const CELL_ALIGNS = ['left', 'center', 'right'] as const;

/** `data-responsible` separates names by «|»; a «|» inside a name is written «\|». */
export function joinResponsible(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\|]/g, '\\$&')).join('|');
}

export function splitResponsible(value: string): string[] {
  const names = [''];
  for (let i = 0; i < value.length; i++) {
    const char = value[i]!;
    if (char === '|') names.push('');
    else names[names.length - 1] += char === '\\' ? (value[++i] ?? '') : char;
  }
  return names.filter((name) => name !== '');
}
