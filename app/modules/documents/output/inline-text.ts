// Inline pieces of the body as runs of paper text: fields take their values, references their numbers, gaps a line.
import type { PaperRun, PaperText } from '~/platform/rendering';
import type { Inline } from '../body/body.schema';
import type { BuildPaperInput } from './paper-input';

export type InlineContext = Pick<BuildPaperInput, 'numbering' | 'resolveField'>;

/** «1.2.» inside a sentence is «1.2»; an appendix keeps its words. */
function referenceText(label: string | undefined, prefix: string | undefined): string {
  const number = label === undefined ? '?' : label.replace(/[.)]$/, '');
  return prefix ? `${prefix}\u00a0${number}` : number;
}

function withMarks(inline: Extract<Inline, { type: 'text' }>): PaperRun {
  const marks = inline.marks ?? [];
  const link = marks.find((mark) => mark.type === 'link');
  const has = (type: string) => marks.some((mark) => mark.type === type);
  return {
    text: inline.text,
    ...(has('strong') ? { strong: true } : {}),
    ...(has('em') ? { em: true } : {}),
    ...(has('underline') ? { underline: true } : {}),
    ...(link?.type === 'link' ? { href: link.href } : {}),
  };
}

function runOf(inline: Inline, context: InlineContext): PaperRun {
  switch (inline.type) {
    case 'text':
      return withMarks(inline);
    case 'citation':
      return { text: inline.text };
    case 'crossRef':
      return {
        text: referenceText(context.numbering.get(inline.targetId)?.label, inline.prefix),
        target: inline.targetId,
      };
    case 'field': {
      const value = context.resolveField(inline.path, inline.format);
      return value === null || value === '' ? gap(inline.path) : { text: value };
    }
    case 'placeholder':
      return gap(inline.label);
  }
}

/** A gap says what belongs there: «________ (название организации)». */
function gap(label: string): PaperRun {
  return { text: `________ (${label})` };
}

/** The runs of one paragraph. Pure; a reference to a block that is gone prints «?». */
export function paperText(content: readonly Inline[], context: InlineContext): PaperText {
  return content.map((inline) => runOf(inline, context)).filter((run) => run.text !== '');
}
