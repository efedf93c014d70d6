// What a paper is built from. Everything is already decided: the numbers come from the body's own numbering, the
// marks and the sheet from the route, the adoption line and the number from the document.
import type { PaperProfile } from '~/platform/rendering';
import type { DocumentBody } from '../body/body.schema';
import type { ValueResolver } from '../body/render-values';

/** Shapes of the route's prints, as the workflows module makes them. */
export interface PrintedMark {
  readonly kind: 'soglasovano' | 'utverzhdayu' | 'utverzhdeno' | 'prinyato' | 'viza';
  readonly side: 'left' | 'right' | 'end';
  /** «СОГЛАСОВАНО». */
  readonly word: string;
  /** Post, organisation or act. */
  readonly lines: readonly string[];
  readonly person?: string | undefined;
  /** ISO day or instant; absent leaves a blank to be filled in by ink. */
  readonly date?: string | undefined;
  readonly signatureLine: boolean;
}
export interface PrintedSheet {
  readonly title: string;
  readonly versionNumber: number;
  readonly versionSha256: string;
  readonly status: 'running' | 'approved' | 'returned' | 'rejected' | 'withdrawn' | 'stopped';
  readonly auditHead?: string | undefined;
  readonly rows: readonly {
    readonly step: string;
    readonly who: string;
    readonly position?: string | undefined;
    readonly decision: string;
    /** ISO instant. */
    readonly at?: string | undefined;
    readonly sha256?: string | undefined;
    readonly channel: string;
    readonly remark?: string | undefined;
  }[];
}
export interface PrintedCard {
  readonly heading: string;
  readonly headerLines: readonly string[];
  readonly titleLines: readonly string[];
  readonly datePlace: {
    readonly layout: 'date-left' | 'place-left' | 'labelled' | 'none';
    readonly date?: string | undefined;
    readonly place?: string | undefined;
    readonly lines?: readonly { readonly label: string; readonly value: string }[] | undefined;
  };
  readonly signatories: readonly { readonly role: string; readonly name?: string | undefined }[];
}

export interface BuildPaperInput {
  readonly body: DocumentBody;
  readonly card: PrintedCard;
  /** The printed value of a field; null or '' when there is none (a gap is printed then). */
  readonly resolveField: ValueResolver;
  readonly marks: readonly PrintedMark[];
  readonly sheet?: PrintedSheet | null | undefined;
  /** «ПРОЕКТ, версия 3 от 20.09.2023»; see {@link draftStamp}. */
  readonly stamp?: string | null | undefined;
  readonly registration?: { readonly number: string; readonly date?: string | undefined } | null | undefined;
  /** A working copy holds suggested blocks too: references are printed by the numbers of this body. */
  readonly refsOf?: DocumentBody | undefined;
  /** The whole body that `body` is an extract of: points keep the numbers they have there. */
  readonly numbersOf?: DocumentBody | undefined;
  /** The whole line under the title; see {@link adoptionLine}. */
  readonly adoption?: string | null | undefined;
  /** Address printed and coded at the foot of page 1; null for papers that have none. */
  readonly verification?: { readonly url: string; readonly code: boolean } | null | undefined;
  /** Name of the organisation, the author in the file's metadata. */
  readonly organisation: string;
  readonly keywords?: readonly string[] | undefined;
  /** ISO instant for every date inside the files. */
  readonly createdAt: string;
  readonly profile: PaperProfile;
  /** IANA zone in which instants of the sheet are printed. */
  readonly timeZone?: string | undefined;
  /** Prints «Срок: … Ответственный: …» under each item (minutes of meetings); resolutions say it in the text. */
  readonly printTasks?: boolean | undefined;
}
