import type { BlockDraft } from '../text-composer.ts';
import type { NoteCounter } from './notes.ts';
import type { CountItem } from './numbering.ts';
import type { OpenField } from './read-inline.ts';
import type { Styles } from './styles.ts';

export interface BodyDraft extends BlockDraft {
  /** Whether its style says that it is the document's title. */
  title?: boolean;
  /** Whether all of its text is bold. */
  bold?: boolean;
}

/** What reading goes on from block to block with. */
export interface BodyState {
  styles: Styles;
  countItem: CountItem;
  notes: NoteCounter;
  fields: OpenField[];
  /** The page that reading has come to, or null where the document does not tell its pages. */
  page: number | null;
  /** The texts of a diagram, by the id of its reference. */
  diagrams: ReadonlyMap<string, readonly string[]>;
}
