/** Vertical tabs, form feeds, NEL, and the separators that only programs use. */
const lineBreaks = /[\v\f\u0085\u2028\u2029]/g;
/**
 * Characters that no reader sees: controls, halves of surrogate pairs, code points for private use
 * or for none, marks of byte order. A soft hyphen within a text only says where a line may break; at
 * its end it is where a page has cut a word.
 */
const unseen =
  /(?![\t\n])\p{Cc}|\p{Cs}|\p{Co}|[\ufeff\ufdd0-\ufdef]|[\ufffe\uffff\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}]|\u00ad(?!\s*$)/gu;

/** A text without what its reader cannot see, whatever its file holds. Line breaks become \n. */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(lineBreaks, '\n').replace(unseen, '');
}

/** The same on one line; empty where nothing is left. */
export function cleanTitle(title: string): string {
  return cleanText(title).replace(/\s+/g, ' ').trim();
}
