import type { OfficeDraft } from './office-draft.ts';

const longestGuess = 100;
const guessedLevel = 2;
/** Where more than this share of the paragraphs is bold, bold tells nothing. */
const mostBold = 0.4;

/**
 * Many authors set headings by hand. In a document whose styles name none, short lines that are
 * bold altogether, that end like no sentence and that text follows are taken to be headings.
 */
export function guessHeadings(drafts: readonly OfficeDraft[]): OfficeDraft[] {
  const paragraphs = drafts.filter(({ kind, text }) => kind === 'paragraph' && text.trim() !== '');
  const bold = paragraphs.filter(isBoldLine);
  const styled = drafts.some(({ kind, title }) => kind === 'heading' && !title);
  if (styled || bold.length > paragraphs.length * mostBold) return [...drafts];
  const lastText = drafts.findLastIndex((draft) => draft.text.trim() !== '' && !isBoldLine(draft));
  return drafts.map((draft, index) => {
    if (!isBoldLine(draft) || index > lastText) return draft;
    return {
      ...draft,
      kind: 'heading',
      level: guessedLevel,
      text: draft.text.replace(/\s+/g, ' '),
    };
  });
}

function isBoldLine({ kind, text, bold }: OfficeDraft): boolean {
  const line = text.trim();
  const short = line.length <= longestGuess && /\p{L}/u.test(line) && !/[.!?,;:…。]$/u.test(line);
  return kind === 'paragraph' && bold === true && short;
}
