// What search pages draw; the routes fill it from the finding module.
export type ResultGroup = 'provision' | 'document' | 'clause' | 'meeting';

export interface Suggestion {
  href: string;
  title: string;
  detail?: string | undefined;
}
export interface SuggestionGroup {
  id: ResultGroup;
  items: Suggestion[];
}

/** A piece of a found text; the hits matched the query. */
export interface Fragment {
  text: string;
  hit: boolean;
}
export interface SearchHit {
  id: string;
  href: string;
  title: string;
  /** Where in the document: «пункт 4». */
  place?: string | undefined;
  kindName?: string | undefined;
  fragments: Fragment[];
}
