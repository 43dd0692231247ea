import type { BlockDraft } from './text-composer.ts';

/** What programs and templates put there when nobody gives a title. */
const nonsense =
  /^(?:untitled.*|document ?\d*|dokument ?\d*|title|titel|word document|microsoft (?:word|powerpoint|excel).*|powerpoint[- ]pr\S+|presentation ?\d*|folie \d+|slide \d+|workbook ?\d*|book ?\d+|normal|.*\.(?:docx?|dot[xm]?|odt|ott|rtf|pptx?|pot[xm]?|xls[xm]?|tmp|pdf|indd|qxd))$/i;

/** Whether a title in a document's properties was given by somebody, as far as its words tell. */
export const isTitle = (title: string): boolean =>
  /\p{L}/u.test(title) && !nonsense.test(title.trim());

/**
 * The title of a document of an office program. Its properties often are those of a template, and so
 * they count before a title on the page only where the text has their words too.
 * @param styled the text that is set as the title, where there is one
 */
export function documentTitle(
  property: string | undefined,
  styled: string | undefined,
  drafts: readonly BlockDraft[],
): string | undefined {
  const given = property !== undefined && isTitle(property) ? property : undefined;
  if (given !== undefined && (styled === undefined || isSaid(given, drafts))) return given;
  return styled ?? firstHeading(drafts);
}

const isSaid = (title: string, drafts: readonly BlockDraft[]): boolean =>
  drafts.some(({ text }) => fold(text).includes(fold(title)));

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** The first heading of the highest level, where the document begins with it or its like. */
function firstHeading(drafts: readonly BlockDraft[]): string | undefined {
  const headings = drafts.filter(({ kind, text }) => kind === 'heading' && text.trim() !== '');
  const found = headings.find(({ level }) => level === 1) ?? headings[0];
  return found?.text.replace(/\s+/g, ' ').trim();
}
