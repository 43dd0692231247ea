import { createElement } from './create-element.ts';
import type { Language } from './language.ts';
import { fill, formatNumber } from './wording.ts';

/** Also in the browsers that take a PDF's page for a place in it. */
const pdf = 'application/pdf';

/**
 * Leads to the file that a document was read from; browsers show a PDF themselves, at its page.
 * @param url of the document's page, with whatever lets its reader in
 */
export function createOriginalLink(
  url: string,
  mediaType: string,
  page: number | null | undefined,
  language: Language,
): HTMLAnchorElement {
  const { messages } = language;
  const isPdf = mediaType === pdf;
  const href = new URL(url);
  href.pathname += '/original';
  for (const name of ['quote', 'quoted']) href.searchParams.delete(name);
  href.hash = isPdf && page ? `page=${page}` : '';
  const openPdf = page
    ? fill(messages.openPdfAt, { page: formatNumber(language, page) })
    : messages.openPdf;
  const attributes = { class: 'text-button', href: href.href, target: '_blank', rel: 'noopener' };
  return createElement('a', attributes, isPdf ? openPdf : messages.original);
}
