import { DocumentError } from '../../errors.ts';
import type { OfficeDraft } from '../office-draft.ts';
import { readSymbol } from '../symbol-fonts.ts';
import { type ParagraphProperties, RtfBlocks } from './rtf-blocks.ts';
import { characters, skippedDestinations, transparentDestinations } from './rtf-destinations.ts';
import { decodeRtfText, encodingOfCodePage } from './rtf-encodings.ts';
import {
  headingOfOutline,
  makeFont,
  type ParagraphRole,
  type RtfFont,
  roleOfStyle,
} from './rtf-styles.ts';
import { type RtfToken, tokenizeRtf } from './tokenize-rtf.ts';

/** Where the text of a group goes. */
type Destination = 'text' | 'skip' | 'label' | 'title' | 'fonts' | 'styles';

/** What a group inherits from the one around it, and what ends with it. */
interface Group {
  destination: Destination;
  /** How many characters stand for a `\u` where Unicode is not known. */
  fallback: number;
  font: number;
  hidden: boolean;
  superscript: boolean;
  bold: boolean;
  paragraph: ParagraphProperties;
  /** Where the group is a note: its mark, and the blocks around it. */
  note?: { label: string; around: RtfBlocks };
}

const bodyText: ParagraphProperties = {
  inTable: false,
  listLevel: 0,
  headerRow: false,
  hangs: false,
  indent: 0,
};
/** Far beyond what programs write; each group takes memory. */
const deepest = 10_000;

export interface RtfContent {
  drafts: OfficeDraft[];
  /** As the document’s properties say. */
  title: string | undefined;
}

/**
 * Reads RTF by its specification (1.9.1): the text as it is shown, with tables, lists, headings and
 * notes; without headers, pictures, instructions of fields, comments and hidden or deleted text.
 */
export class RtfReader {
  readonly #uri: string;
  readonly #fonts = new Map<number, RtfFont>();
  readonly #styles = new Map<number, ParagraphRole>();
  readonly #groups: Group[] = [];
  #group: Group = {
    destination: 'text',
    fallback: 1,
    font: -1,
    hidden: false,
    superscript: false,
    bold: false,
    paragraph: bodyText,
  };
  #blocks = new RtfBlocks();
  #encoding = 'windows-1252';
  #bytes: number[] = [];
  /** Whether some of them beyond ASCII stood as they are. */
  #isRaw = false;
  /** Characters still to be left out, because a `\u` before said them. */
  #toSkip = 0;
  #title = '';
  #notes = 0;
  /** The last text set high, which may be the mark of a note that follows. */
  #mark = '';
  /** Of the font or style that is being declared. */
  #entry: { id: number; name: string; charset?: number; codePage?: number; outline?: number } = {
    id: 0,
    name: '',
  };
  /** Whether the group has just been opened, so that its first word may name a destination. */
  #isStart = false;
  #isStarred = false;

  constructor(uri: string) {
    this.#uri = uri;
  }

  /** @throws DocumentError where the file ends in the middle or its groups do not fit together */
  read(bytes: Uint8Array): RtfContent {
    let ended = false;
    for (const token of tokenizeRtf(bytes)) {
      this.#take(token);
      ended = token.type === 'close' && this.#groups.length === 0;
      if (ended) break;
    }
    if (!ended) throw this.#damaged('it ends in the middle');
    return {
      drafts: this.#blocks.finish(this.#group.paragraph),
      title: this.#title.trim() || undefined,
    };
  }

  #take(token: RtfToken) {
    if (token.type === 'hex' || token.type === 'text') {
      this.#isStart = false;
      if (token.type === 'hex') this.#addByte(token.byte);
      else {
        for (const byte of token.bytes) this.#addByte(byte);
        this.#isRaw ||= token.bytes.some((byte) => byte >= 0x80);
      }
      return;
    }
    this.#flush();
    if (token.type === 'word') this.#word(token.name, token.parameter);
    else if (token.type === 'open') this.#open();
    else this.#close();
  }

  #open() {
    if (this.#groups.length >= deepest) throw new RangeError('RTF is nested too deeply');
    this.#groups.push(this.#group);
    const { note: _, ...inherited } = this.#group;
    this.#group = { ...inherited };
    this.#isStart = true;
    this.#isStarred = false;
    this.#toSkip = 0;
  }

  #close() {
    const closed = this.#group;
    const outer = this.#groups.pop();
    if (!outer) throw this.#damaged('it closes more groups than it opens');
    if (closed.note) this.#endNote(closed.note, closed.paragraph);
    if (closed.destination !== outer.destination) this.#endEntry(closed.destination);
    // Properties of a paragraph hold until they are reset, whatever group says them.
    const sameText = closed.destination === 'text' && outer.destination === 'text';
    this.#group = sameText && !closed.note ? { ...outer, paragraph: closed.paragraph } : outer;
    this.#toSkip = 0;
  }

  #word(name: string, parameter: number | undefined) {
    if (this.#isStart && name === '*') {
      this.#isStarred = true;
      return;
    }
    const first = this.#isStart;
    this.#isStart = false;
    if (first && this.#begin(name)) return;
    if (this.#toSkip > 0 && name !== 'u') {
      this.#toSkip -= 1;
      return;
    }
    const character = characters[name];
    if (character !== undefined) this.#add(character);
    else if (name === 'u' && parameter !== undefined) this.#addUnit(parameter);
    else this.#set(name, parameter);
  }

  /** Takes a group’s first word for its destination, if it is one. */
  #begin(name: string): boolean {
    const { destination } = this.#group;
    if (destination === 'skip' && !(name === 'ud' && this.#isStarred)) {
      if (name === 'title') this.#group.destination = 'title';
      return name === 'title';
    }
    if (name === 'footnote') this.#beginNote();
    else if (name === 'listtext' || name === 'pntext') this.#group.destination = 'label';
    else if (name === 'fonttbl') this.#group.destination = 'fonts';
    else if (name === 'stylesheet') this.#group.destination = 'styles';
    else if (transparentDestinations.has(name)) this.#group.destination = 'text';
    else if (skippedDestinations.has(name)) this.#group.destination = 'skip';
    else if (this.#isStarred && destination === 'text') this.#group.destination = 'skip';
    else return false;
    return true;
  }

  #set(name: string, parameter: number | undefined) {
    const group = this.#group;
    const on = parameter !== 0;
    if (name === 'uc') group.fallback = Math.max(0, parameter ?? 1);
    else if (name === 'ansicpg' && parameter) this.#encoding = encodingOfCodePage(parameter);
    else if (name === 'mac') this.#encoding = 'macintosh';
    else if (name === 'pc') this.#encoding = 'cp437';
    else if (name === 'pca') this.#encoding = 'cp850';
    else if (group.destination === 'fonts' || group.destination === 'styles') {
      this.#describe(name, parameter);
    } else if (name === 'f' && parameter !== undefined) group.font = parameter;
    else if (name === 'v' || name === 'deleted') group.hidden = on;
    else if (name === 'b') group.bold = on;
    else if (name === 'super') group.superscript = on;
    else if (name === 'nosupersub') group.superscript = false;
    else if (name === 'plain') {
      Object.assign(group, { hidden: false, superscript: false, bold: false, font: -1 });
    } else if (group.destination === 'text') this.#setParagraph(name, parameter);
  }

  #setParagraph(name: string, parameter: number | undefined) {
    const { paragraph } = this.#group;
    const set = (properties: ParagraphProperties) => {
      this.#group.paragraph = properties;
    };
    if (name === 'par' || name === 'sect' || name === 'page') this.#blocks.endParagraph(paragraph);
    else if (name === 'cell') this.#blocks.endCell();
    else if (name === 'row') this.#blocks.endRow(paragraph);
    else if (name === 'nestcell' || name === 'nestrow') this.#add(' ');
    else if (name === 'pard') {
      // What a paragraph lacks its end, before another begins with properties of its own.
      const { headerRow } = paragraph;
      set({ ...bodyText, headerRow });
    } else if (name === 'intbl') set({ ...paragraph, inTable: true });
    else if (name === 'trowd') set({ ...paragraph, headerRow: false });
    else if (name === 'trhdr') set({ ...paragraph, headerRow: true });
    else if (name === 's') set({ ...paragraph, ...this.#styles.get(parameter ?? 0) });
    else if (name === 'fi') set({ ...paragraph, hangs: (parameter ?? 0) < 0 });
    else if (name === 'li' || name === 'lin') set({ ...paragraph, indent: parameter ?? 0 });
    else if (name === 'outlinelevel') {
      const heading = headingOfOutline(parameter);
      const { heading: _, ...rest } = paragraph;
      set(heading === undefined ? rest : { ...rest, heading });
    } else if (name === 'ls' || name === 'ilvl') {
      const level = name === 'ilvl' ? (parameter ?? 0) + 1 : Math.max(1, paragraph.listLevel);
      set({ ...paragraph, listLevel: Math.min(Math.max(1, level), 9) });
    } else if (name === 'chftn') this.#mark = '';
  }

  /** Words within the tables of fonts and styles. */
  #describe(name: string, parameter: number | undefined) {
    if (name === 'f' || name === 's') this.#entry = { id: parameter ?? 0, name: '' };
    else if (name === 'fcharset' && parameter !== undefined) this.#entry.charset = parameter;
    else if (name === 'cpg' && parameter !== undefined) this.#entry.codePage = parameter;
    else if (name === 'outlinelevel' && parameter !== undefined) this.#entry.outline = parameter;
    else if (name === 'cs' || name === 'ds' || name === 'ts') this.#entry = { id: -1, name: '' };
  }

  #addByte(byte: number) {
    if (this.#toSkip > 0) this.#toSkip -= 1;
    else this.#bytes.push(byte);
  }

  #addUnit(parameter: number) {
    this.#toSkip = this.#group.fallback;
    const unit = parameter < 0 ? parameter + 0x10000 : parameter;
    if (unit > 0xffff) this.#add(unit <= 0x10ffff ? String.fromCodePoint(unit) : '');
    else {
      const isSymbol = unit >= 0xf020 && unit <= 0xf0ff;
      const font = this.#fonts.get(this.#group.font)?.name ?? 'Symbol';
      this.#add(isSymbol ? readSymbol(unit.toString(16), font) : String.fromCharCode(unit));
    }
  }

  #flush() {
    if (this.#bytes.length === 0) return;
    const bytes = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    const font = this.#fonts.get(this.#group.font);
    if (font?.isSymbol && this.#group.destination !== 'fonts') {
      this.#add(Array.from(bytes, (byte) => readSymbol(byte.toString(16), font.name)).join(''));
      return;
    }
    const encodings = { font: font?.encoding, document: this.#encoding, isRaw: this.#isRaw };
    this.#isRaw = false;
    const text = decodeRtfText(bytes, encodings);
    if (text === undefined) throw this.#damaged('its text is in no encoding that it could be in');
    this.#add(text);
  }

  #add(text: string) {
    const { destination, hidden, superscript, bold } = this.#group;
    if (destination === 'text') {
      if (hidden) return;
      this.#mark = superscript ? this.#mark + text : '';
      this.#blocks.add(text, bold);
    } else if (destination === 'label') this.#blocks.label += text;
    else if (destination === 'title') this.#title += text;
    else if (destination === 'fonts' || destination === 'styles') {
      this.#entry.name += text;
      if (text.endsWith(';')) this.#endEntry(destination);
    }
  }

  #endEntry(destination: Destination) {
    const { id, name, charset, codePage, outline } = this.#entry;
    if (name === '' || id < 0) return;
    if (destination === 'fonts') this.#fonts.set(id, makeFont(name, { charset, codePage }));
    if (destination === 'styles') this.#styles.set(id, roleOfStyle(name, outline));
    this.#entry = { id: destination === 'styles' ? 0 : -1, name: '' };
  }

  #beginNote() {
    this.#notes += 1;
    const label = this.#mark.trim() || String(this.#notes);
    this.#blocks.dropEnd(this.#mark);
    this.#mark = '';
    Object.assign(this.#group, {
      note: { label, around: this.#blocks },
      destination: 'text',
      paragraph: bodyText,
      superscript: false,
    });
    this.#blocks = new RtfBlocks();
  }

  #endNote({ label, around }: NonNullable<Group['note']>, paragraph: ParagraphProperties) {
    const [first, ...rest] = this.#blocks.finish(paragraph);
    if (first) {
      const text = first.text.trimStart();
      const body = text.startsWith(label) ? text.slice(label.length) : text;
      around.addNotes([
        { kind: 'footnote', label, text: body },
        ...rest.map(({ text: more }): OfficeDraft => ({ kind: 'footnote', text: more })),
      ]);
    }
    this.#blocks = around;
  }

  #damaged(what: string): DocumentError {
    return new DocumentError(
      'damaged',
      `${this.#uri} is damaged: ${what}. Copy it again from where it came from, or save it again in its program.`,
    );
  }
}
