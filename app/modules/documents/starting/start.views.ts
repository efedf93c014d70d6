// What the pages receive on which a document begins: templates, unfinished forms, a ready text.

/** A template as a card to choose. */
export interface StartTemplateView {
  id: string;
  kind: string;
  kindName: string;
  title: string;
  description: string;
  /** Labels of the form's top fields. */
  sections: string[];
  /** How many of them are required. */
  required: number;
  /** Gets a number from the organisation's own register. */
  numbered: boolean;
  signature: 'required' | 'optional' | 'none';
  publication: 'public' | 'off-by-default' | 'never';
  /** Citations of the template that lead nowhere or to what has lapsed, in words. */
  faults: string[];
}

/** An unfinished form of this person. */
export interface FormDraftView {
  id: string;
  title: string;
  templateId: string;
  templateTitle: string;
  owner: string;
  updatedAt: string;
  expiresAt: string;
}

/** A fragment of paper; null when what is typed does not make one yet. */
export interface PreviewView {
  html: string | null;
}

/** A ready text as it was read, before a document is made of it. */
export interface ImportPreviewView {
  id: string;
  title: string;
  source: { name: string; format: string; size: number };
  expiresAt: string;
  blocks: { id: string; type: string; level: number; number: string; text: string }[];
  blockCount: number;
  paragraphs: number;
  doubts: {
    id: string;
    kind: string;
    blockId: string | null;
    number: string;
    message: string;
    sample: string;
    /** A safe mending that the person may take. */
    fix: { from: string; to: string } | null;
  }[];
  doubtCount: number;
  apart: { kind: string; text: string }[];
  stats: {
    words: number;
    sections: number;
    addressees: number;
    items: number;
    tables: number;
    images: number;
    notes: number;
    comments: number;
    revisions: number;
    lost: string[];
  };
  carried: boolean;
}
