// What documents need of the base of legal acts; bootstrap binds it. Documents know no act themselves.

/** A citation of a text, looked up in the base: one for each unit it names. */
export interface CitedNorm {
  /** Where the citation begins in its text. */
  readonly start: number;
  readonly raw: string;
  /** `card-only`: the act is known, its text is not loaded; `unknown`: the base has no such act. */
  readonly status: 'found' | 'lapsed' | 'missing' | 'card-only' | 'unknown';
  /** «ЖК РФ»; '' when unknown. */
  readonly act: string;
  /** «утратил силу с 01.09.2025; вместо него: …», «в ч. 2 ст. 44 есть: 1, 1.1 … 5». */
  readonly note: string;
}

export interface NormsPort {
  /** Changes whenever an answer of this port may change. */
  readonly revision: () => Promise<string>;
  /** Citations of each text, by the newest loaded editions. */
  readonly resolve: (texts: readonly string[]) => Promise<ReadonlyMap<string, readonly CitedNorm[]>>;
  /** A safe fragment with its citations as links, and a note at what has lapsed. */
  readonly linkHtml: (html: string) => Promise<string>;
  /** How many citations of a document lead to what has lapsed; documents without any are absent. */
  readonly countLapsed: (documentIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** What is wrong with the citations of templates, in words, by template id. */
  readonly listTemplateFaults: () => Promise<ReadonlyMap<string, readonly string[]>>;
}
