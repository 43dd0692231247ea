import type { Answer, AnswerEvent, Citation, DocumentContent } from '../../src/protocol.ts';

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

/** The events of an answer up to its end, with the text of a generated one in small pieces. */
export function eventsBeforeEnd(answer: Answer): AnswerEvent[] {
  const { id, question, mode } = answer;
  const pieces = answer.answer.match(/.{1,5}/gs) ?? [];
  return [
    { event: 'answer-start', data: { id, question, mode } },
    ...answer.citations.map((data): AnswerEvent => ({ event: 'citation', data })),
    ...pieces.map((text): AnswerEvent => ({ event: 'answer-delta', data: { text } })),
  ];
}
