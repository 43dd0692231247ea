import type { Conversation, Doubt, Notice, ProblemType, Support } from '../src/protocol.ts';

/**
 * Everything that the chat says by itself, in one language. A new language is one more file in
 * languages/, made of plain data; scripts/build.js and the tests find it there.
 */
export interface Language {
  /** BCP 47, for `lang` and for `Intl`. */
  code: string;
  /** As its speakers call it. */
  name: string;
  direction: 'ltr' | 'rtl';
  /** Known before the rest of the language is loaded; `failed`: that the chat could not be. */
  launcher: { open: string; close: string; failed: string };
  messages: Messages;
}

/**
 * A text for each of the language's plural forms, as `Intl.PluralRules` names them; `other` stands
 * for those that have none of their own. `{count}` is the number.
 */
export type PluralForms = Readonly<
  Partial<Record<Intl.LDMLPluralRule, string>> & Record<'other', string>
>;

/** Texts with `{placeholders}` that wording.ts fills in. */
export interface Messages {
  /** Between the parts of a list that is no sentence, such as a title, a section and a page. */
  separator: string;
  /** `{quote}` in the language's quotation marks. */
  quoted: string;

  conversation: string;
  you: string;
  editQuestion: string;
  /** Names the field that the question is edited in. */
  editLabel: string;
  /** That later questions and answers go when the changed one is sent. */
  editDrops: string;
  cancel: string;
  oneMoment: string;
  /** Stands above a document's title, or above `documents`. */
  askAbout: string;
  documents: PluralForms;
  moreDocuments: PluralForms;
  promise: string;
  starters: string;
  questionLabel: string;
  questionPlaceholder: string;
  send: string;
  stop: string;
  newConversation: string;
  /** `{hosts}`: names of hosts, as a list. */
  sentTo: string;

  searching: string;
  searchingLong: string;
  /** `{question}` */
  searchedFor: string;
  stopped: string;

  /** `{places}`, as in `places`, and `{title}`. */
  found: string;
  /** `{places}`, as in `places`, and `{documents}`, as in `placesDocuments`. */
  foundInDocuments: string;
  places: PluralForms;
  placesDocuments: PluralForms;
  partly: string;
  byWordsAlone: string;
  unanswered: string;
  support: Readonly<Record<DoubtedSupport, string>>;
  /** What shows of it beside a sentence; its button is named by `showDoubts`. */
  supportShown: Readonly<Record<DoubtedSupport, string>>;
  /** `{support}` */
  showDoubts: string;
  /** Why a sentence is doubted, for a reader who asks. */
  doubts: Readonly<Record<Doubt, string>>;
  /** The same in a word or two, where text has no room to unfold. */
  doubtedFor: Readonly<Record<Doubt, string>>;
  /** Comes after such a sentence where there is only text: `{support}`. */
  doubted: string;
  /** The same with `{reasons}`, as in `doubtedFor`. */
  doubtedBecause: string;
  /** Why there are quotes where a written answer was meant to be. */
  quotedInstead: Readonly<Record<Notice, string>>;
  writtenInPart: string;
  noticeDeclined: string;
  quotes: string;
  notAnswered: string;
  offTopic: string;
  /** What the chat says to what is no question. */
  smallTalk: Readonly<Record<Conversation, string>>;
  closest: string;
  /** `{page}` */
  page: string;
  /** `{page}`: from the first to the last, such as 12–13. */
  pages: string;
  /** As `page` and `pages`, of presentations. */
  slide: string;
  slides: string;
  showInDocument: string;
  /** `{number}` */
  showQuote: string;
  openDocument: string;
  /** Stands behind a quote's place whose document has. */
  changedSince: string;
  unfold: string;
  fold: string;

  actions: string;
  copy: string;
  copied: string;
  copyFailed: string;
  helpful: string;
  unhelpful: string;
  thanks: string;
  feedbackFailed: string;
  /** Comes before `tryAgainWhen`. */
  feedbackTooOften: string;
  /** Labels of the field for a comment, after either thumb. */
  commentHelpful: string;
  commentUnhelpful: string;
  commentStored: string;
  commentSend: string;
  commentSkip: string;
  sending: string;
  commentThanks: string;
  askNext: string;
  askAgain: string;
  tryAgain: string;
  /** `{when}`, such as "in 30 seconds". */
  tryAgainWhen: string;

  /** `{title}` */
  sourceText: string;
  sourceLoading: string;
  /** `{index}` of `{count}` */
  sourcePosition: string;
  sourceGone: string;
  sourceMissing: string;
  sourceRefused: string;
  sourceChanged: string;
  sourceMismatch: string;
  /** Names the choice between `asQuoted` and `currentVersion`. */
  sourceVersions: string;
  asQuoted: string;
  currentVersion: string;
  quoteStands: string;
  quoteReplaced: string;
  earlierText: string;
  laterText: string;
  previousQuote: string;
  nextQuote: string;
  openAsPage: string;
  openPdf: string;
  /** `{page}` */
  openPdfAt: string;
  /** Leads to any other file that a document was read from. */
  original: string;
  /** Names the box that a table scrolls in. */
  table: string;
  closeSource: string;

  offline: string;
  offlineDetail: string;
  unreachable: string;
  unreachableDetail: string;
  interrupted: string;
  interruptedDetail: string;
  unexpected: string;
  /** `{status}` */
  unexpectedDetail: string;
  indexing: string;
  /** `{done}` documents of `{total}`, `{passages}`, and `{failed}` files that could not be read. */
  progress: string;
  preparing: string;
  preparingDetail: string;
  timedOut: string;
  /** `{duration}`, such as "30 seconds". */
  timedOutDetail: string;
  /** What the server refused or failed at, and what to do. */
  problems: Readonly<Record<ProblemType, { title: string; detail: string }>>;
}

type DoubtedSupport = Exclude<Support, 'supported'>;
