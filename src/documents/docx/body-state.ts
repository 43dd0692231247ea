import type { DrawingTexts } from '../ooxml/read-drawings.ts';
import type { NoteCounter } from './notes.ts';
import type { CountItem } from './numbering.ts';
import type { OpenField } from './read-inline.ts';
import type { Styles } from './styles.ts';

/** What reading goes on from block to block with. */
export interface BodyState {
  styles: Styles;
  countItem: CountItem;
  notes: NoteCounter;
  fields: OpenField[];
  /** The page that reading has come to, or null where the document does not tell its pages. */
  page: number | null;
  drawings: DrawingTexts;
}
