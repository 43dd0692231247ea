import type { Answer, AnswerEvent, Citation, DocumentContent } from '../../src/protocol.ts';
import { type SampleSentence, writeSentences } from '../support/write-sentences.ts';

/** A citation of the given parts of a document, each at its first place. */
export function citationOf(
  document: DocumentContent,
  number: number,
  ...parts: string[]
): Citation {
  const spans = parts.map((text) => {
    const start = document.text.indexOf(text);
    if (start < 0) throw new Error(`The document does not say: ${text}`);
    return { start, end: start + text.length, text };
  });
  const { id, revision, title, uri } = document;
  const ranges = spans.map(({ start, end }) => `${start}-${end}`).join(',');
  return {
    number,
    quote: parts.join(' '),
    spans,
    document: { id, revision, title, uri },
    section: ['A section', 'A section in it'],
    page: 3,
    url: `/documents/${id}?revision=${revision}&quote=${ranges}#quote`,
  };
}

export function answerOf(citations: Citation[], fields: Partial<Answer> = {}): Answer {
  return {
    id: 'answer-1',
    question: 'A question?',
    outcome: 'answered',
    answered: true,
    mode: 'extractive',
    confidence: 0.9,
    answer: citations.map(({ quote, number }) => `“${quote}” [${number}]`).join('\n\n'),
    citations,
    closest: [],
    ...fields,
  };
}

/** An answer that a model has written. */
export const writtenAnswerOf = (
  citations: Citation[],
  sentences: SampleSentence[],
  fields: Partial<Answer> = {},
): Answer => answerOf(citations, { ...writeSentences(sentences), ...fields });

/**
 * The events of an answer up to its end: of a written one each sentence after the citations that
 * it is the first to mark, as the server sends them.
 */
export function eventsBeforeEnd(answer: Answer): AnswerEvent[] {
  const { id, question, mode, citations, sentences } = answer;
  const start: AnswerEvent = { event: 'answer-start', data: { id, question, mode } };
  const asEvent = (data: Citation): AnswerEvent => ({ event: 'citation', data });
  if (!sentences) {
    const text: AnswerEvent = { event: 'answer-delta', data: { text: answer.answer } };
    return [start, ...citations.map(asEvent), text];
  }
  const sent = new Set<number>();
  let end = 0;
  const events = sentences.flatMap((sentence): AnswerEvent[] => {
    const text = answer.answer.slice(end, sentence.end);
    end = sentence.end;
    const first = citations.filter(
      ({ number }) => sentence.citations.includes(number) && !sent.has(number),
    );
    for (const { number } of first) sent.add(number);
    return [...first.map(asEvent), { event: 'answer-delta', data: { text, sentence } }];
  });
  return [start, ...events];
}
