// First values of a form from a ready text: what stood around it (title, day, place) and the points themselves, so that
// the person fills in only what the text does not say. Pure; proposals only, he sees and mends them.
import type { FieldDeclaration, FieldMap, FieldValues } from '~/modules/templates';
import { type Block, type DocumentBody, displayContext, runText } from '../body';
import type { ImportFacts } from '../importing';

export interface ReadyText {
  readonly body: DocumentBody;
  readonly title: string;
  readonly facts: ImportFacts;
}

/** What a list entry must have at least to be proposed; shorter points stand in the text all the same. */
const MIN_POINT = 10;

interface Words {
  readonly text: (block: Block) => string;
  readonly addressees: (block: Block) => string[];
  readonly children: (block: Block) => readonly Block[];
}

/** Values by the names that the shipped templates share; a name that a template lacks is left out. */
export function proposeFields(fields: FieldMap, ready: ReadyText): FieldValues {
  const words = wordsOf(ready.body);
  const known = knownTexts(ready);
  const out: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value =
      field.type === 'group'
        ? proposeGroup(field.fields, known)
        : field.type === 'list'
          ? proposeList(name, field, ready.body.blocks, words)
          : proposeScalar(name, field, known);
    if (value !== undefined) out[name] = value;
  }
  const formula = fields.formula?.type === 'text' ? formulaOf(ready.body, words) : '';
  if (formula !== '') out.formula = formula;
  return out;
}

type Known = Readonly<Record<string, string | number | undefined>> & { readonly heading: string };

function knownTexts({ title, facts, body }: ReadyText): Known {
  const heading = (title || facts.titleLines.join(' ')).replace(/\s+/g, ' ').trim();
  const quoted = /«(.+)»/.exec(heading)?.[1] ?? heading.replace(/^\S*резолюция\s*/i, '');
  const labelled = (pattern: RegExp) => facts.labelled.find(({ label }) => pattern.test(label))?.value;
  const [timeFrom, timeTo] = labelled(/врем/i)?.match(/\d{1,2}:\d{2}/g) ?? [];
  const words = wordsOf(body);
  const all = body.blocks.slice(0, 30).map(words.text).join(' ');
  const count = /(\d{1,6})\s+(?:человек|представител|участник)/.exec(all)?.[1];
  return {
    heading,
    title: quoted.replaceAll('«', '„').replaceAll('»', '“').trim().slice(0, 250),
    date: facts.date,
    city: facts.place?.slice(0, 120),
    venue: labelled(/мест/i)?.slice(0, 250),
    timeFrom: timeFrom?.padStart(5, '0'),
    timeTo: timeTo?.padStart(5, '0'),
    count: count ? Number(count) : undefined,
  };
}

function proposeScalar(name: string, field: FieldDeclaration, known: Known): unknown {
  if (field.type === 'choice') {
    const said = known.heading.toLowerCase();
    return Object.entries(field.options).find(([, label]) => said.includes(label.toLowerCase()))?.[0];
  }
  const value = known[name];
  if (value === undefined || value === '') return undefined;
  const fits = { text: 'string', longText: 'string', date: 'string', time: 'string', number: 'number' }[
    field.type as string
  ];
  return typeof value === fits ? value : undefined;
}

function proposeGroup(fields: FieldMap, known: Known): FieldValues | undefined {
  const values = Object.entries(fields).flatMap(([name, field]) => {
    const value = proposeScalar(name, field, known);
    return value === undefined ? [] : [[name, value] as const];
  });
  // A lone number or day would start a group that the person did not mean.
  const isEvent = 'title' in fields || 'count' in fields;
  return isEvent && values.length > 0 ? Object.fromEntries(values) : undefined;
}

type List = Extract<FieldDeclaration, { type: 'list' }>;

/** Only lists that must be filled: the points of the text; whatever else a list may hold is the person's. */
function proposeList(name: string, list: List, blocks: readonly Block[], words: Words): unknown {
  const { fields } = list;
  if (!list.required || !fields) return undefined;
  if (fields.groups && fields.title) {
    return entries(list, blocks.filter(isType('section')), (block) => ({
      title: words.text(block).replace(/[«»"]/g, '').slice(0, 250),
      groups: proposeList('groups', fields.groups as List, words.children(block), words),
    }));
  }
  if (fields.addressees && fields.items) {
    return entries(list, blocks.filter(isType('addresseeGroup')), (block) => ({
      addressees: words.addressees(block),
      items: proposeList('items', fields.items as List, words.children(block), words),
    }));
  }
  if (!fields.text || !['items', 'decisions'].includes(name)) return undefined;
  const points = blocks.filter(isType('item')).map(words.text);
  return points
    .filter((text) => text.length >= MIN_POINT)
    .slice(0, list.repeat.max)
    .map((text, index) => ({ key: `n${index + 1}`, text: text.slice(0, 8000) }));
}

const isType = (type: Block['type']) => (block: Block) => block.type === type;

function entries(list: List, blocks: readonly Block[], make: (block: Block) => FieldValues) {
  return blocks.slice(0, list.repeat.max).map((block, index) => ({ key: `n${index + 1}`, ...make(block) }));
}

/** The line before the first point: it ends with a colon. */
function formulaOf(body: DocumentBody, words: Words): string {
  const first = body.blocks.findIndex(({ type }) => type !== 'paragraph');
  const before = body.blocks.slice(0, first < 0 ? undefined : first).map(words.text);
  const line = before.findLast((text) => text.trim().endsWith(':')) ?? '';
  const sentence = line.length <= 300 ? line : (line.match(/[^.!?]+:$/)?.[0] ?? '');
  return sentence.trim().length >= MIN_POINT && sentence.length <= 300 ? sentence.trim() : '';
}

function wordsOf(body: DocumentBody): Words {
  const context = displayContext(body);
  return {
    text: (block) => {
      if (block.type === 'section' || block.type === 'appendix')
        return runText(block.title, context, block.id);
      return block.type === 'item' || block.type === 'paragraph'
        ? runText(block.content, context, block.id)
        : '';
    },
    addressees: (block) =>
      block.type !== 'addresseeGroup'
        ? []
        : block.addressees
            .map((run) =>
              runText(run, context, block.id)
                .replace(/[\s.,:;]+$/u, '')
                .slice(0, 300),
            )
            .filter((text) => text.length > 2),
    children: (block) => ('children' in block ? block.children : []),
  };
}

/** The shipped template a text looks like. */
export function proposeTemplate({ title, facts, body }: ReadyText): string {
  const said = [title, ...facts.titleLines].join(' ').toLowerCase();
  const has = (type: Block['type']) => body.blocks.some((block) => block.type === type);
  if (said.includes('протокол')) return 'protocol/round-table';
  if (said.includes('кодекс')) return 'ethics-code/standard';
  if (said.includes('медиативн')) return 'mediation-agreement/settlement';
  if (said.includes('медиаци')) return 'mediation-agreement/apply';
  if (said.includes('положение')) return 'regulation/case-club';
  if (said.includes('регламент')) return 'regulation/public-control';
  const sections = body.blocks.filter(isType('section'));
  if (sections.some((block) => 'children' in block && block.children.some(isType('addresseeGroup'))))
    return 'resolution/section';
  return has('addresseeGroup') ? 'resolution/addressee' : 'resolution/flat';
}
