// Strict reading of blocks. Every tag and attribute outside the vocabulary is a problem with its place.
import type { Block, Due, Inline } from '../body.schema';
import { canHold } from '../walk';
import type { HtmlElement } from './parse-html';
import {
  attributesOf,
  blockAttributes,
  elementsOf,
  identityOf,
  oneOf,
  report,
  type StrictContext,
} from './strict-context';
import { readRun } from './strict-inline';
import { readList, readParagraph, readQuote, readTable } from './strict-leaves';
import { DUE_KINDS, ITEM_ATTRIBUTES, NUMBERING_MODES, splitResponsible } from './vocabulary';

const SECTION_ATTRIBUTES = ['data-numbering'];
const GROUP_ATTRIBUTES = ['data-block', 'data-numbering'];
const APPENDIX_ATTRIBUTES = ['data-block', 'data-caption', 'data-numbering'];

function numberingOf(element: HtmlElement, context: StrictContext) {
  const numbering = oneOf(context, element, 'data-numbering', NUMBERING_MODES);
  return numbering ? { numbering } : {};
}

/** The heading that must stand first in a section or an appendix, and what follows it. */
function readTitled(element: HtmlElement, context: StrictContext): { title: Inline[]; rest: HtmlElement[] } {
  const [first, ...rest] = elementsOf(context, element.children);
  if (first?.name === 'h2') {
    attributesOf(context, first, []);
    return { title: readRun(first.children, context), rest };
  }
  report(context, first ?? element, `<${element.name}> должен начинаться с заголовка <h2>`);
  return { title: [], rest: first ? [first, ...rest] : rest };
}

function readSection(element: HtmlElement, parentId: string, context: StrictContext): Block {
  blockAttributes(context, element, SECTION_ATTRIBUTES);
  const identity = identityOf(context, element, parentId);
  const { title, rest } = readTitled(element, context);
  const section: Block = {
    ...identity,
    type: 'section',
    title,
    ...numberingOf(element, context),
    children: [],
  };
  return { ...section, children: readChildren(rest, section, context) };
}

function readAppendix(element: HtmlElement, parentId: string, context: StrictContext): Block {
  const caption = blockAttributes(context, element, APPENDIX_ATTRIBUTES).get('data-caption');
  const identity = identityOf(context, element, parentId);
  const { title, rest } = readTitled(element, context);
  const appendix: Block = {
    ...identity,
    type: 'appendix',
    title,
    ...(caption ? { caption } : {}),
    ...numberingOf(element, context),
    children: [],
  };
  return { ...appendix, children: readChildren(rest, appendix, context) };
}

function readGroup(element: HtmlElement, parentId: string, context: StrictContext): Block {
  blockAttributes(context, element, GROUP_ATTRIBUTES);
  const identity = identityOf(context, element, parentId);
  const inner = elementsOf(context, element.children);
  const lines = inner.filter((child) => child.attributes.has('data-addressee'));
  const rest = inner.filter((child) => !child.attributes.has('data-addressee'));
  if (lines.length === 0) report(context, element, 'в группе адресатов нет ни одного <p data-addressee>');
  const addressees = lines.map((line) => {
    if (line.name !== 'p') report(context, line, 'адресат записывается тегом <p data-addressee>');
    attributesOf(context, line, ['data-addressee']);
    return readRun(line.children, context);
  });
  const some = addressees.length > 0 ? addressees : [[]];
  const group: Block = {
    ...identity,
    type: 'addresseeGroup',
    addressees: some,
    ...numberingOf(element, context),
    children: [],
  };
  return { ...group, children: readChildren(rest, group, context) };
}

function dueText(element: HtmlElement, context: StrictContext, attribute: string): string {
  const value = element.attributes.get(attribute);
  const kind = element.attributes.get('data-due-kind');
  const wrong = value === undefined || (context.mode === 'template' && value.trim() === '');
  if (wrong) report(context, element, `для срока вида «${kind}» нужен атрибут ${attribute}`);
  else if (context.mode === 'template' && attribute !== 'data-due-text' && !/^\d{4}-\d\d-\d\d$/.test(value)) {
    report(context, element, `дата в ${attribute} записывается как ГГГГ-ММ-ДД, а не «${value}»`);
  }
  return value ?? '';
}

function readDue(element: HtmlElement, context: StrictContext): Due | undefined {
  const kind = oneOf(context, element, 'data-due-kind', DUE_KINDS);
  switch (kind) {
    case undefined:
      return undefined;
    case 'date':
      return { kind, date: dueText(element, context, 'data-due-date') };
    case 'period': {
      const from = element.attributes.get('data-due-from');
      const to = dueText(element, context, 'data-due-to');
      return from ? { kind, from, to } : { kind, to };
    }
    case 'frequency':
    case 'event':
      return { kind, text: dueText(element, context, 'data-due-text') };
    case 'constantly':
      return { kind };
  }
}

function readItem(element: HtmlElement, parentId: string, context: StrictContext): Block {
  const attributes = blockAttributes(context, element, ITEM_ATTRIBUTES);
  const identity = identityOf(context, element, parentId);
  const inner = elementsOf(context, element.children);
  const first = inner[0];
  const isText = first?.name === 'p';
  if (isText) attributesOf(context, first, []);
  else report(context, first ?? element, 'пункт должен начинаться с <p> с его текстом');
  const due = readDue(element, context);
  const responsible = splitResponsible(attributes.get('data-responsible') ?? '');
  const verbKind = attributes.get('data-verb');
  const item: Block = {
    ...identity,
    type: 'item',
    content: isText ? readRun(first.children, context) : [],
    ...(due ? { due } : {}),
    ...(responsible.length > 0 ? { responsible } : {}),
    ...(verbKind ? { verbKind } : {}),
    children: [],
  };
  return { ...item, children: readChildren(isText ? inner.slice(1) : inner, item, context) };
}

function readBlock(element: HtmlElement, parentId: string, context: StrictContext): Block | null {
  const kind = element.attributes.get('data-block');
  switch (
    element.name === 'div' || element.name === 'aside' ? `${element.name}:${kind ?? ''}` : element.name
  ) {
    case 'section':
      return readSection(element, parentId, context);
    case 'div:addressees':
      return readGroup(element, parentId, context);
    case 'div:item':
      return readItem(element, parentId, context);
    case 'aside:appendix':
      return readAppendix(element, parentId, context);
    case 'p':
      return readParagraph(element, parentId, context);
    case 'ul':
    case 'ol':
      return readList(element, parentId, context);
    case 'blockquote':
      return readQuote(element, parentId, context);
    case 'table':
      return readTable(element, parentId, context);
    default:
      return null;
  }
}

/** Reads the elements that stand inside `parent` (null: the article). */
export function readChildren(
  elements: readonly HtmlElement[],
  parent: Block | null,
  context: StrictContext,
): Block[] {
  return elements.flatMap((element) => {
    const block = readBlock(element, parent?.id ?? '', context);
    if (!block) {
      const kind = element.attributes.get('data-block');
      const name = kind === undefined ? element.name : `${element.name} data-block="${kind}"`;
      report(context, element, `неизвестный тег <${name}>; список допустимых — в описании словаря HTML`);
      return [];
    }
    if (!canHold(parent, block.type)) {
      report(context, element, `<${element.name}> не может стоять внутри <${parent?.type ?? 'article'}>`);
    }
    return [block];
  });
}
