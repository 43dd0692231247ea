import type { Citation, Conversation, Outcome } from '../protocol.ts';

interface Ending {
  outcome: Outcome;
  conversation?: Conversation;
  unanswered?: readonly string[];
}

/** An answer in words, for clients that show its text; the chat has words of its own. */
export function plainAnswer(
  { outcome, conversation, unanswered = [] }: Ending,
  citations: readonly Citation[],
): string {
  switch (outcome) {
    case 'answered':
      return quotesOf(citations);
    case 'partly':
      return `${quotesOf(citations)}\n\nNot answered in the documents: ${unanswered.join(' ')}`;
    case 'not-answered':
      return 'The documents don’t answer this.';
    case 'off-topic':
      return 'The documents are not about this.';
    case 'conversation':
      return replies[conversation ?? 'help'];
  }
}

const quotesOf = (citations: readonly Citation[]): string =>
  citations.map(quoteParagraph).join('\n\n');

/** A quote as a paragraph of an answer that is quotes. */
export const quoteParagraph = ({ quote, number }: Citation): string => `“${quote}” [${number}]`;

const replies: Readonly<Record<Conversation, string>> = {
  greeting: 'Hello. Ask a question about the documents; the answer comes with quotes from them.',
  thanks: 'You’re welcome. Ask more whenever you like.',
  help: 'Ask a question about the documents in your own words. The answer comes with quotes from them, each with the place where it stands; what they don’t answer is not answered.',
  farewell: 'Goodbye. Come back with a question at any time.',
  acknowledgement: 'Good. Ask more if anything is open.',
  identity:
    'Verbatim: it answers questions about the documents, and shows the quotes that an answer rests on, character for character.',
  empty: 'There are no words in this. Ask a question about the documents.',
};
