import type { Answer, Citation } from '../src/protocol.ts';
import type { Language } from './language.ts';
import { describePages } from './page-words.ts';
import { fill } from './wording.ts';
import { isInWords, noticeOf, piecesOf, withDoubtsInWords } from './written-answer.ts';

/** What an answer consists of when it is pasted somewhere else: paragraphs, and quotes. */
export type AnswerPart = string | CopiedQuote;

export interface CopiedQuote {
  /** With its number, in quotation marks. */
  quote: string;
  number: string;
  /** The cells of each row, where the quote is rows of a table. */
  rows: string[][] | undefined;
  place: string;
  url: string;
}

/**
 * The question, the answer, and its quotes with their places and links.
 * @param resolve the absolute form of a path that the server gave
 */
export function partsOfAnswer(
  answer: Answer,
  language: Language,
  resolve: (path: string) => string,
): AnswerPart[] {
  const { messages } = language;
  const parts: AnswerPart[] = [answer.question];
  if (isInWords(answer)) {
    parts.push(...withDoubtsInWords(piecesOf(answer), messages).split('\n\n'));
  } else if (answer.outcome === 'off-topic') parts.push(messages.offTopic);
  else if (!answer.answered) parts.push(messages.notAnswered);
  const notice = noticeOf(answer, messages);
  if (notice) parts.push(notice);
  const quotes = answer.answered ? answer.citations : answer.closest;
  if (!answer.answered && quotes.length > 0) parts.push(`${messages.closest}:`);
  parts.push(...quotes.map((citation) => describeCitation(citation, language, resolve)));
  if (answer.unanswered) parts.push([messages.unanswered, ...answer.unanswered].join(' '));
  return parts;
}

export const answerAsText = (parts: readonly AnswerPart[]): string =>
  parts
    .map((part) =>
      typeof part === 'string' ? part : [part.quote, part.place, part.url].join('\n'),
    )
    .join('\n\n');

function describeCitation(
  citation: Citation,
  language: Language,
  resolve: (path: string) => string,
): AnswerPart {
  const { number, quote, document, section, url } = citation;
  const { messages } = language;
  const pages = describePages(citation, language);
  const place = [document.title, section.join(' › '), pages].filter(Boolean);
  const mark = `[${number}]`;
  const rows = quote.split('\n').map((line) => line.split('\t'));
  const isTable = rows.every(({ length }) => length > 1);
  return {
    // Tabs and lines are what tables are pasted by.
    quote: isTable ? `${mark}\n${quote}` : `${mark} ${fill(messages.quoted, { quote })}`,
    number: mark,
    rows: isTable ? rows : undefined,
    place: place.join(messages.separator),
    url: resolve(url),
  };
}
