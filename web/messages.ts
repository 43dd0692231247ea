import type { Conversation, Doubt, Notice, Problem, Readiness } from '../src/protocol.ts';

/** What the chat says to what is no question. */
const smallTalk: Readonly<Record<Conversation, string>> = {
  greeting: 'Hello. Ask a question about the documents; the answer comes with quotes from them.',
  thanks: 'You’re welcome. Ask more whenever you like.',
  help: 'Ask a question about the documents in your own words. The answer comes with quotes from them, each with the place where it stands; what they don’t answer is not answered.',
  farewell: 'Goodbye. Come back with a question at any time.',
  acknowledgement: 'Good. Ask more if anything is open.',
  identity:
    'Verbatim: it answers questions about the documents, and shows the quotes that an answer rests on, character for character.',
  empty: 'There are no words in this. Ask a question about the documents.',
};

/** Why a sentence is doubted, for a reader who asks. */
const doubts: Readonly<Record<Doubt, string>> = {
  'no-citation': 'It names no quote that it rests on.',
  number: 'A number, or what it counts, is not in the quotes.',
  date: 'A date is not in the quotes.',
  name: 'A name is not in the quotes.',
  negation: 'It denies what the quotes say, or says what they deny.',
  opposite: 'The quotes say the opposite.',
  modality: 'It says “must” where the quotes say “may”, or the like.',
  link: 'A link that is not in the quotes was taken out.',
  meaning: 'What it says is not close enough to the quotes.',
  language: 'It is in another language than the quotes; only numbers and names were compared.',
};

/** The same in a word or two, where text has no room to unfold. */
const doubtedFor: Readonly<Record<Doubt, string>> = {
  'no-citation': 'no quote named',
  number: 'number',
  date: 'date',
  name: 'name',
  negation: 'denial',
  opposite: 'opposite',
  modality: 'may or must',
  link: 'link',
  meaning: 'meaning',
  language: 'other language',
};

/** Why there are quotes where a written answer was meant to be. */
const quotedInstead: Readonly<Record<Notice, string>> = {
  'model-unavailable': 'The answer could not be written; these are quotes.',
  'model-slow': 'Writing the answer took too long; these are quotes.',
  'model-over-limit': 'No more answers can be written for now; these are quotes.',
  'model-unusable': 'What was written did not rest on the text; these are quotes.',
  'model-interrupted': 'The answer broke off before it said anything; these are quotes.',
};

const list = new Intl.ListFormat('en');

const plural = (count: number, one: string, many: string) =>
  count === 1 ? `one ${one}` : `${count} ${many}`;

/** Every word that the chat says by itself. `{title}` stands for a document's title. */
export const messages = {
  conversation: 'Conversation',
  you: 'You asked:',
  oneMoment: 'One moment',
  askAbout: 'Ask about',
  documents: (count: number) => plural(count, 'document', 'documents'),
  moreDocuments: (count: number) => `and ${count} more`,
  promise: 'Every answer comes with its quotes, character for character, from the text.',
  starters: 'Questions to start with',
  questionLabel: 'Your question',
  questionPlaceholder: 'Ask a question',
  send: 'Ask',
  stop: 'Stop',
  newConversation: 'New conversation',
  sentTo: (hosts: string[]) => `Questions are sent to ${list.format(hosts)} to be answered.`,

  searching: 'Searching the documents…',
  searchingLong: 'Still searching. You can stop and ask in other words.',
  searchedFor: (question: string) => `Searched for: ${question}`,
  stopped: 'Stopped.',

  found: (places: number) => `Found in ${plural(places, 'place', 'places')} in {title}.`,
  foundInDocuments: (places: number, documents: number) =>
    `Found in ${places} places in ${documents} documents.`,
  partly: 'The documents answer this in part.',
  byWordsAlone: 'Searched by words alone. Meaning is compared in English only.',
  unanswered: 'Not answered in the documents:',
  support: { partly: 'supported only in part', unsupported: 'not in the quotes' },
  /** What shows of it beside a sentence; its button is named by the whole. */
  supportShown: { partly: 'in part', unsupported: 'not in the quotes' },
  showDoubts: ': show why',
  doubts,
  doubtedFor,
  quotedInstead,
  writtenInPart: 'The answer broke off here; what stands was checked.',
  noticeDeclined: 'The search alone says so; no answer could be written.',
  quotes: 'Quotes',
  notAnswered: 'The documents don’t answer this.',
  offTopic: 'The documents are not about this.',
  smallTalk,
  closest: 'Closest passages',
  page: (page: number) => `page ${page}`,
  showInDocument: 'Show in the document:',
  showQuote: (number: number) => `Quote ${number}: show in the document`,
  unfold: 'Show the whole quote',
  fold: 'Show less',

  actions: 'About this answer',
  copy: 'Copy answer',
  copied: 'Copied.',
  copyFailed: 'The browser does not allow copying here. Select the text instead.',
  helpful: 'Helpful',
  unhelpful: 'Not helpful',
  thanks: 'Thank you for telling us.',
  feedbackFailed: 'This could not be sent. Try again.',
  askAgain: 'Ask again',
  tryAgain: 'Try again',
  tryAgainIn: (seconds: number) =>
    seconds === 1 ? 'You can try again in 1 second.' : `You can try again in ${seconds} seconds.`,

  sourceText: (title: string) => `Text of ${title}`,
  sourceLoading: 'Opening the document…',
  sourcePosition: (index: number, count: number) => `Quote ${index} of ${count}`,
  sourceGone: 'The document cannot be opened.',
  sourceChanged:
    'The document has changed since. This is the version that the quote was taken from.',
  sourceMismatch: 'The quote does not stand in this version of the document.',
  previousQuote: 'Previous quote',
  nextQuote: 'Next quote',
  openAsPage: 'Open as a page',
  closeSource: 'Close the source',

  offline: 'You are offline.',
  offlineDetail: 'The question is asked again when the connection is back.',
  unreachable: 'The server cannot be reached.',
  unreachableDetail: 'Check that it is running and that you are connected, then try again.',
  interrupted: 'The answer broke off.',
  interruptedDetail: 'The connection to the server was lost before the answer was complete.',
  unexpected: 'The server sent something that is not an answer.',
  unexpectedDetail: (status: number) =>
    `It answered with status ${status}. Try again, or tell whoever runs it.`,
  notReady: (readiness: Readiness | undefined) =>
    readiness?.status === 'indexing' && readiness.total > 0
      ? `The documents are being indexed: ${readiness.done} of ${readiness.total}. The answer follows by itself.`
      : 'The documents are being indexed. The answer follows by itself.',
  preparing: 'The documents are being indexed',
  preparingDetail: 'You can ask already. The answer follows when this is done.',
  tooMany: 'Too many questions for now.',
} as const;

/** Problems name themselves; the chat only adds its own words where the server has none. */
export function describeProblem(problem: Problem): { title: string; detail: string } {
  return {
    title: problem.status === 429 ? messages.tooMany : problem.title,
    detail: problem.detail,
  };
}
