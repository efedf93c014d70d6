// What the search box offers while typing; the route fills it from the finding module.
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
