// The shapes of the check («Проверка»): a rule looks at a body and says what a person should look at.
import type { Citation } from '~/modules/citations';
import type { FieldValues, TemplateDefinition } from '~/modules/templates';
import type { Block, DocumentBody } from '../body/body.schema';
import type { DisplayContext } from '../body/render-values';
import type { PlacedBlock } from '../body/walk';
import type { CitedNorm } from '../norms.port';
import type { Severity } from './checks.views';

/** A block with the texts that rules read; computed once. */
export interface CheckedBlock extends PlacedBlock {
  readonly id: string;
  /** As printed: «1.2.», '' where nothing is. */
  readonly label: string;
  /** Own runs as a reader sees them, values and numbers filled in. */
  readonly runs: readonly string[];
  /** Own text nodes alone, each atom (field, reference…) as one ATOM sign; what a fix may rewrite. */
  readonly masked: readonly string[];
  /** {@link runs} joined by line breaks. */
  readonly text: string;
  /** {@link text} for comparison: no typography, no look-alikes, no typed number, lower case. */
  readonly folded: string;
}

/** A co-organiser named in the text, and whether his consent to be named is on record. */
export interface NamedOrganisation {
  readonly name: string;
  readonly consented: boolean;
}

export interface CheckInput {
  readonly body: DocumentBody;
  readonly fields: FieldValues;
  /** Null where the template is not known (a text that came from outside). */
  readonly definition: TemplateDefinition | null;
  readonly kind: string;
  /** ISO day; what is «in the past». */
  readonly today: string;
  /** True when the paper is adopted: deadlines that passed are its history, not a slip. */
  readonly settled?: boolean | undefined;
  readonly organisations?: readonly NamedOrganisation[] | undefined;
  /** Citations looked up in the base of acts, by the text of the block; absent = not looked up. */
  readonly norms?: ReadonlyMap<string, readonly CitedNorm[]> | undefined;
}

export interface CheckContext extends Omit<CheckInput, 'organisations' | 'settled' | 'norms'> {
  readonly blocks: readonly CheckedBlock[];
  readonly display: DisplayContext;
  readonly settled: boolean;
  readonly organisations: readonly NamedOrganisation[];
  readonly norms: ReadonlyMap<string, readonly CitedNorm[]>;
  /** Ids that a reference of the body leads to. */
  readonly targets: ReadonlySet<string>;
  /** Citations of a block's text; found once, when first asked for. */
  readonly citationsOf: (block: CheckedBlock) => readonly Citation[];
}

/** What a rule found, before it is numbered and worded for the page. */
export interface Finding {
  readonly message: string;
  readonly detail?: string | undefined;
  /** The words it is about, as they stand in the text. */
  readonly quote?: string | undefined;
  /** Tells findings of one rule in one block apart; absent where there can be one only. */
  readonly key?: string | undefined;
  /** Where this finding is graver or lighter than its rule. */
  readonly severity?: Severity | undefined;
  /** False where the rule could fix, but not here. */
  readonly fixable?: boolean | undefined;
  /** The form field it is about. */
  readonly field?: string | undefined;
}
export interface PlacedFinding extends Finding {
  readonly blockId: string | null;
}

interface RuleBase {
  readonly id: string;
  /** Name of the rule in the list. */
  readonly title: string;
  /** Why it matters, one sentence. */
  readonly why: string;
  readonly severity: Severity;
  /** Kinds of documents it is for; absent = all. */
  readonly kinds?: readonly string[] | undefined;
}

/** Looks at one block at a time; may fix it. */
export interface BlockRule extends RuleBase {
  readonly scope: 'block';
  readonly find: (block: CheckedBlock, context: CheckContext) => readonly Finding[];
  /** What the button does, in words. */
  readonly fixLabel?: string;
  /** The block without its fault; null removes it. Children, id and other blocks stay. Idempotent. */
  readonly fix?: (block: Block) => Block | null;
}

/** Looks at the whole. */
export interface BodyRule extends RuleBase {
  readonly scope: 'body';
  readonly find: (context: CheckContext) => readonly PlacedFinding[];
}

export type CheckRule = BlockRule | BodyRule;
