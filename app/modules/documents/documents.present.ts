// From stored shapes to what pages show: words, dates as ISO text, no ids that a person need not see.
import type { TemplateDefinition } from '~/modules/templates';
import type { RouteView as WorkflowRouteView } from '~/modules/workflows';
import { anchorOf } from '~/platform/rendering';
import { computeNumbers, displayContext, flattenBlocks, runText } from './body';
import { STATE_WORDS } from './documents.rules';
import type { AskedRoute, Document, IssuedFile, VersionContent } from './documents.schema';
import type {
  DocumentListItem,
  IssuedFileView,
  OutlineEntry,
  RemarkView,
  RouteView,
} from './documents.views';
import { fieldResolver } from './field-resolver';
import type { Remark } from './remarks/remarks.schema';

/** Names of the shipped kinds, for lists and facets; another kind shows its template's title. */
const KIND_NAMES: Readonly<Record<string, string>> = {
  resolution: 'Резолюция',
  regulation: 'Положение, регламент',
  'ethics-code': 'Кодекс этики',
  'mediation-agreement': 'Соглашение о медиации',
  protocol: 'Протокол',
};

export const kindName = (kind: string): string => KIND_NAMES[kind] ?? kind;

/** The kind's own word for the state («принята»), else the plain one. */
export function stateWord(
  document: Pick<Document, 'state'>,
  definition: Pick<TemplateDefinition, 'lifecycle'> | null,
): string {
  return definition?.lifecycle.statusWords[document.state] ?? STATE_WORDS[document.state];
}

/** «ждём ответа: 2 из 5»; null when nobody is waited for. */
export function waitingText(document: { state: Document['state']; route: AskedRoute | null }): string | null {
  if (document.state !== 'in-approval' || !document.route) return null;
  const active = document.route.steps
    .filter((step) => step.status === 'active')
    .flatMap((step) => step.assignees);
  const counted = active.filter((one) => ['waiting', 'asked', 'decided'].includes(one.state));
  const open = counted.filter((one) => one.state !== 'decided').length;
  return open > 0 ? `ждём ответа: ${open} из ${counted.length}` : null;
}

export function presentListItem(
  document: Document,
  ownerName: string,
  definition: TemplateDefinition | null,
): Omit<DocumentListItem, 'lapsedNorms'> {
  return {
    id: document._id,
    title: document.title,
    kind: document.kind,
    kindName: kindName(document.kind),
    state: document.state,
    stateWord: stateWord(document, definition),
    number: document.registration?.number ?? null,
    date: document.adoption?.date ?? null,
    versionNumber: document.currentVersion.number,
    updatedAt: document.updatedAt.toISOString(),
    ownerName,
    supersededFrom: document.supersededFrom,
    waiting: waitingText(document),
  };
}

export function presentFile(file: IssuedFile): IssuedFileView {
  return {
    format: file.format,
    name: file.name,
    sha256: file.sha256,
    size: file.size,
    at: file.at.toISOString(),
    href: `/files/${file.sha256}/${encodeURIComponent(file.name)}`,
  };
}

export function presentRemark(remark: Remark, status: RemarkView['status']): RemarkView {
  return {
    id: remark._id,
    block: remark.block,
    authorName: remark.authorName,
    text: remark.text,
    at: remark.at.toISOString(),
    status,
    answer: remark.answer?.text ?? null,
  };
}

export function presentRouteOf(route: WorkflowRouteView | null): RouteView {
  return route ?? { status: 'none', steps: [] };
}

const OUTLINE_TEXT = 90;

/** Sections, addressee groups, appendices and first-level points, with their numbers. */
export function outlineOf(content: Pick<VersionContent, 'body' | 'fields'>): OutlineEntry[] {
  const numbers = computeNumbers(content.body);
  const context = displayContext(content.body, fieldResolver(content.fields));
  const entries: OutlineEntry[] = [];
  for (const { block, depth } of flattenBlocks(content.body)) {
    const run =
      block.type === 'section' || block.type === 'appendix'
        ? block.title
        : block.type === 'addresseeGroup'
          ? (block.addressees[0] ?? [])
          : block.type === 'item' && depth === 1
            ? block.content
            : null;
    if (!run) continue;
    const text = runText(run, context, block.id);
    entries.push({
      id: anchorOf(block.id),
      number: numbers.get(block.id)?.label ?? '',
      text: text.length > OUTLINE_TEXT ? `${text.slice(0, OUTLINE_TEXT).replace(/\s+\S*$/, '')}…` : text,
      level: depth - 1,
    });
  }
  return entries;
}
