import type { Answer, Citation } from '../src/protocol.ts';
import { messages } from './messages.ts';
import { isInWords, noticeOf, piecesOf, withDoubtsInWords } from './written-answer.ts';

/** An answer with its quotes and their places, to be pasted somewhere else. */
export function answerAsText(answer: Answer, resolve: (path: string) => string): string {
  const parts = [answer.question];
  if (isInWords(answer)) parts.push(withDoubtsInWords(piecesOf(answer)));
  else if (answer.outcome === 'off-topic') parts.push(messages.offTopic);
  else if (!answer.answered) parts.push(messages.notAnswered);
  const notice = noticeOf(answer);
  if (notice) parts.push(notice);
  const quotes = answer.answered ? answer.citations : answer.closest;
  if (!answer.answered && quotes.length > 0) parts.push(`${messages.closest}:`);
  parts.push(...quotes.map((citation) => citationAsText(citation, resolve)));
  if (answer.unanswered) parts.push([messages.unanswered, ...answer.unanswered].join(' '));
  return parts.join('\n\n');
}

function citationAsText(citation: Citation, resolve: (path: string) => string): string {
  const { number, quote, document, section, page } = citation;
  const place = [document.title, section.join(' › '), page === null ? '' : messages.page(page)];
  return `[${number}] “${quote}”\n${place.filter(Boolean).join(', ')}\n${resolve(citation.url)}`;
}
