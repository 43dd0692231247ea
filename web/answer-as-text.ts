import type { Answer, Citation } from '../src/protocol.ts';
import type { Language } from './language.ts';
import { fill, formatNumber } from './wording.ts';
import { isInWords, noticeOf, piecesOf, withDoubtsInWords } from './written-answer.ts';

/** An answer with its quotes and their places, to be pasted somewhere else. */
export function answerAsText(
  answer: Answer,
  language: Language,
  resolve: (path: string) => string,
): string {
  const { messages } = language;
  const parts = [answer.question];
  if (isInWords(answer)) parts.push(withDoubtsInWords(piecesOf(answer), messages));
  else if (answer.outcome === 'off-topic') parts.push(messages.offTopic);
  else if (!answer.answered) parts.push(messages.notAnswered);
  const notice = noticeOf(answer, messages);
  if (notice) parts.push(notice);
  const quotes = answer.answered ? answer.citations : answer.closest;
  if (!answer.answered && quotes.length > 0) parts.push(`${messages.closest}:`);
  parts.push(...quotes.map((citation) => citationAsText(citation, language, resolve)));
  if (answer.unanswered) parts.push([messages.unanswered, ...answer.unanswered].join(' '));
  return parts.join('\n\n');
}

function citationAsText(
  citation: Citation,
  language: Language,
  resolve: (path: string) => string,
): string {
  const { messages } = language;
  const { number, quote, document, section, page } = citation;
  const onPage = page === null ? '' : fill(messages.page, { page: formatNumber(language, page) });
  const place = [document.title, section.join(' › '), onPage].filter(Boolean);
  const quoted = fill(messages.quoted, { quote });
  return `[${number}] ${quoted}\n${place.join(messages.separator)}\n${resolve(citation.url)}`;
}
