import type { Citation } from '../src/protocol.ts';
import type { Language } from './language.ts';
import { fill } from './wording.ts';

/** Names of files whose pages are slides. */
const presentation = /\.(pptx|odp)$/i;

/** The page that a quote stands on, or the pages; empty where its document has none. */
export function describePages(
  { page, lastPage, document }: Pick<Citation, 'page' | 'lastPage' | 'document'>,
  { code, messages }: Language,
): string {
  if (page === null) return '';
  const isSlide = presentation.test(document.uri);
  const format = new Intl.NumberFormat(code);
  if (lastPage === undefined || lastPage === page) {
    return fill(isSlide ? messages.slide : messages.page, { page: format.format(page) });
  }
  const range = format.formatRange(page, lastPage);
  return fill(isSlide ? messages.slides : messages.pages, { page: range });
}
