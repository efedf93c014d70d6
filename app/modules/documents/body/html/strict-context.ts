// What the strict reader carries while it goes down the tree: options, problems found, how ids are made.
import type { Problem } from '~/shared/problem';
import type { Origin } from '../body.schema';
import { type HtmlElement, type HtmlNode, isElement } from './parse-html';
import { STORED_BLOCK_ATTRIBUTES, TEMPLATE_BLOCK_ATTRIBUTES } from './vocabulary';

export interface StrictContext {
  readonly mode: 'template' | 'stored';
  readonly file: string;
  readonly template: string;
  readonly release: string;
  readonly problems: Problem[];
  readonly ids: Set<string>;
  /** How many blocks without a slot each parent has so far. */
  readonly unslotted: Map<string, number>;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

const MAX_PROBLEMS = 200;

export function report(
  context: StrictContext,
  at: Place,
  message: string,
  severity: Problem['severity'] = 'error',
): void {
  const { line, column } = at;
  const { problems } = context;
  // A flood helps nobody; the first error is never lost, since it decides.
  const full = problems.length >= MAX_PROBLEMS;
  if (full && (severity === 'warning' || problems.some((problem) => problem.severity === 'error'))) return;
  problems.push({ file: context.file, line, column, message, severity });
}

/** The element's attributes; every one that is not allowed is a problem. */
export function attributesOf(
  context: StrictContext,
  element: HtmlElement,
  allowed: readonly string[],
): ReadonlyMap<string, string> {
  for (const name of element.attributes.keys()) {
    if (allowed.includes(name)) continue;
    const expected =
      allowed.length > 0 ? `допускаются: ${allowed.join(', ')}` : 'атрибуты здесь не допускаются';
    report(context, element, `неизвестный атрибут «${name}» у <${element.name}>; ${expected}`);
  }
  if (!element.closed) report(context, element, `тег <${element.name}> не закрыт`);
  return element.attributes;
}

/** As {@link attributesOf} for a block: its own attributes and those of identity. */
export function blockAttributes(
  context: StrictContext,
  element: HtmlElement,
  own: readonly string[],
): ReadonlyMap<string, string> {
  const identity = context.mode === 'stored' ? STORED_BLOCK_ATTRIBUTES : TEMPLATE_BLOCK_ATTRIBUTES;
  return attributesOf(context, element, [...own, ...identity]);
}

/** A value out of a closed list; absent or empty is undefined, another value is a problem. */
export function oneOf<T extends string>(
  context: StrictContext,
  element: HtmlElement,
  attribute: string,
  values: readonly T[],
): T | undefined {
  const value = element.attributes.get(attribute);
  if (value === undefined || value === '') return undefined;
  const known = values.find((candidate) => candidate === value);
  if (known === undefined) {
    report(
      context,
      element,
      `значение «${value}» атрибута ${attribute} неизвестно; допускаются: ${values.join(', ')}`,
    );
  }
  return known;
}

/** A whole number within bounds; absent is undefined. */
export function wholeNumber(
  context: StrictContext,
  element: HtmlElement,
  attribute: string,
  [min, max]: readonly [number, number],
): number | undefined {
  const value = element.attributes.get(attribute);
  if (value === undefined) return undefined;
  const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  report(
    context,
    element,
    `атрибут ${attribute} должен быть целым числом от ${min} до ${max}, а не «${value}»`,
  );
  return undefined;
}

/** Elements inside; text that is not whitespace is a problem. Elements the parser supplied are looked through. */
export function elementsOf(context: StrictContext, nodes: readonly HtmlNode[]): HtmlElement[] {
  return nodes.flatMap((node) => {
    if (isElement(node)) return node.written ? [node] : elementsOf(context, node.children);
    if (/\S/.test(node.text)) {
      const sample = node.text.trim().slice(0, 40);
      report(context, node, `текст вне абзаца: «${sample}»; заключите его в <p>`);
    }
    return [];
  });
}

export interface BlockIdentity {
  readonly id: string;
  readonly origin?: Origin;
}

const MAX_ID = 120;

function storedIdentity(element: HtmlElement): BlockIdentity {
  const get = (name: string) => element.attributes.get(name);
  const [slot, template, release] = [get('data-slot'), get('data-template'), get('data-release')];
  const id = get('data-id') ?? '';
  if (slot === undefined || template === undefined || release === undefined) return { id };
  return { id, origin: { template, release, slot } };
}

/**
 * Id and origin of a block. In a template the id is the slot (with its repeat key); a block without a slot takes
 * its id from its parent and its place among the unslotted, so one template gives one set of ids.
 */
export function identityOf(context: StrictContext, element: HtmlElement, parentId: string): BlockIdentity {
  if (context.mode === 'stored') return storedIdentity(element);
  const slot = element.attributes.get('data-slot')?.trim() ?? '';
  const { template, release } = context;
  if (slot === '') {
    const count = (context.unslotted.get(parentId) ?? 0) + 1;
    context.unslotted.set(parentId, count);
    const id = `${parentId}~${count}`;
    return { id: id.length <= MAX_ID ? id : '' };
  }
  if (slot.length > MAX_ID)
    report(context, element, `data-slot длиннее ${MAX_ID} знаков: «${slot.slice(0, 40)}…»`);
  if (context.ids.has(slot)) {
    report(
      context,
      element,
      `data-slot «${slot}» повторяется; внутри повтора добавьте к нему ключ: data-slot="…:{{key}}"`,
    );
  }
  context.ids.add(slot);
  return { id: slot.slice(0, MAX_ID), origin: { template, release, slot } };
}
