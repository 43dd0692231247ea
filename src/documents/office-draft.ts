import type { BlockDraft } from './text-composer.ts';

/** A block of a text document, with what its formatting tells and only its reader asks for. */
export interface OfficeDraft extends BlockDraft {
  /** Whether its style says that it is the document's title. */
  title?: boolean;
  /** Whether all of its text is bold. */
  bold?: boolean;
}
