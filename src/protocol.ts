/**
 * What goes over the wire, used by the server and by the web client alike. Codes and facts only:
 * the client owns the wording and its language.
 *
 * Every offset is a UTF-16 offset into the canonical text of one revision of one document, end
 * exclusive.
 */

/** How a question ended. `answered` in an `Answer` is true for `answered` and `partly`. */
export type Outcome = 'answered' | 'partly' | 'not-answered' | 'off-topic' | 'conversation';

/** What was said in place of a question; `empty` is without any word. */
export type Conversation =
  | 'greeting'
  | 'thanks'
  | 'help'
  | 'farewell'
  | 'acknowledgement'
  | 'identity'
  | 'empty';

/** Who wrote the answer's sentences: the documents themselves, or a configured model. */
export type AnswerMode = 'extractive' | 'generated';

export interface Turn {
  role: 'user' | 'assistant';
  content: string;
}

export interface AskRequest {
  question: string;
  /** Earlier turns, oldest first, without the question itself. */
  history?: Turn[];
  /** Ids of the documents to search; all of them when absent. */
  documents?: string[];
}

export interface Range {
  start: number;
  end: number;
}

/** A range of a document together with the characters that stand there. */
export interface QuotedSpan extends Range {
  text: string;
}

export interface CitedDocument {
  id: string;
  /** SHA-256 of the document's bytes, in hexadecimal. */
  revision: string;
  title: string;
  uri: string;
}

export interface Citation {
  /** Counted from 1 in the order of first use in the answer. */
  number: number;
  /** The spans' texts, joined where a page break or the like cut them. */
  quote: string;
  spans: QuotedSpan[];
  document: CitedDocument;
  /** Headings above the quote, outermost first, without the document's title. */
  section: string[];
  /** Where the quote begins: a page, a slide; null where the format has none. */
  page: number | null;
  /** Where it ends, when that is another page. */
  lastPage?: number;
  /** Path of the readable document page with this quote highlighted. */
  url: string;
  /** The words inside the spans that answer the question, where they are known. */
  highlights?: Range[];
}

/** Whether the quotes that a written sentence cites say what it says. */
export type Support = 'supported' | 'partly' | 'unsupported';

/** Why a written sentence is not `supported`. */
export type Doubt =
  /** It cites nothing that exists. */
  | 'no-citation'
  /** A number, or the unit that it counts, is not in its quotes. */
  | 'number'
  /** A day, month or year is not in them. */
  | 'date'
  /** A name is not in them. */
  | 'name'
  /** They deny what it says, or say what it denies. */
  | 'negation'
  /** They say the opposite, such as "decrease" where it says "increase". */
  | 'opposite'
  /** They say "may" where it says "must", or the like. */
  | 'modality'
  /** A link was taken out that is not in them. */
  | 'link'
  /** What it says is too far from what they say. */
  | 'meaning'
  /** It is in another language than they are, so that only numbers and names were compared. */
  | 'language';

/** One sentence of a written answer, as a range of `Answer.answer`. */
export interface WrittenSentence extends Range {
  support: Support;
  /** Empty where `support` is `supported`. */
  doubts: Doubt[];
  /** Numbers of the citations, in the order of its marks. */
  citations: number[];
}

/** Why an answer is not what the configured model was meant to write. */
export type Notice =
  /** It could not be reached or failed; the answer is quotes. */
  | 'model-unavailable'
  /** It did not begin in time; the answer is quotes. */
  | 'model-slow'
  /** It is over its limit, or this server's budget is spent; the answer is quotes. */
  | 'model-over-limit'
  /** What it wrote was no answer with citations; the answer is quotes. */
  | 'model-unusable'
  /** It broke off, or ran out of time or length; what is there was checked. */
  | 'model-interrupted';

export interface Answer {
  id: string;
  /** The question as it was asked. */
  question: string;
  /** What was searched for, when a follow-up had to be completed from the history. */
  searched?: string;
  outcome: Outcome;
  /** What the reply is to, when the outcome is `conversation`. */
  conversation?: Conversation;
  answered: boolean;
  mode: AnswerMode;
  /**
   * 0 to 1: how likely the cited sentences answer the question; of a question in several parts, how
   * likely they answer the least certain of those that are answered.
   */
  confidence: number;
  /** Plain text with `[n]` markers that refer to `citations` by number. */
  answer: string;
  /** The sentences of `answer`, in order, when a model wrote it. */
  sentences?: WrittenSentence[];
  notice?: Notice;
  citations: Citation[];
  /** The parts of the question that the documents do not answer, when the outcome is `partly`. */
  unanswered?: string[];
  /**
   * The closest passages, when the documents do not answer the question or, with `partly`, its
   * unanswered parts; empty otherwise. Numbered on from the citations.
   */
  closest: Citation[];
  /**
   * Set when the documents were searched by the question's words alone, whether they answer or not:
   * the built-in embedding model knows English, and the question, or every passage that is shown,
   * is in another language.
   */
  byWordsAlone?: true;
  /** Questions that the documents are known to answer and that lead on from this one; up to three. */
  suggestions?: string[];
}

/** RFC 9457. `type` is one of `ProblemType`, as a relative reference. */
export interface Problem {
  type: ProblemType;
  title: string;
  status: number;
  /** What was given and what to do. */
  detail: string;
  /** The id of the request, as in the server's log. */
  instance?: string;
}

export type ProblemType =
  | '/problems/invalid-request'
  | '/problems/unsupported-media-type'
  | '/problems/not-acceptable'
  | '/problems/payload-too-large'
  | '/problems/not-found'
  | '/problems/method-not-allowed'
  | '/problems/not-ready'
  /** No key or token, or one that is not valid, has run out, or is for another origin. */
  | '/problems/unauthorized'
  /** The page that asks is of an origin that may not. */
  | '/problems/origin-not-allowed'
  /** The link into a document has run out or was changed. */
  | '/problems/link-not-valid'
  | '/problems/too-many-requests'
  | '/problems/busy'
  | '/problems/unavailable'
  | '/problems/internal';

/** Server-sent events of `POST /api/ask`, by event name. Each stream ends with one of the last two. */
export interface AnswerEvents {
  'answer-start': { id: string; question: string; searched?: string; mode: AnswerMode };
  citation: Citation;
  /**
   * The next piece of the answer; of a written one a whole sentence, checked, with the space before
   * it. The citations that it marks come before it, and nothing is taken back.
   */
  'answer-delta': { text: string; sentence?: WrittenSentence };
  'answer-end': Answer;
  'answer-error': Problem;
}

export type AnswerEvent = {
  [Name in keyof AnswerEvents]: { event: Name; data: AnswerEvents[Name] };
}[keyof AnswerEvents];

export type BlockKind =
  | 'heading'
  | 'paragraph'
  | 'list-item'
  | 'table-row'
  | 'code'
  | 'footnote'
  | 'aside'
  /** Of a figure or a table. */
  | 'caption';

/** A piece of a document's structure. Blocks are in reading order and do not overlap. */
export interface Block extends Range {
  kind: BlockKind;
  /** Heading level 1 to 6, or the nesting depth of a list item from 1. */
  level?: number;
  /** The marker that the source shows: "1" of a footnote, "3." of an ordered item. */
  label?: string;
  /** True for the header row of a table. */
  header?: boolean;
  /**
   * Index of the block whose last sentence this block carries on: a page break, a footnote or an
   * author's box stands between the two.
   */
  continues?: number;
  /** Headings above the block, outermost first, without the document's title. */
  section: string[];
  page: number | null;
}

export interface DocumentSummary {
  id: string;
  revision: string;
  title: string;
  uri: string;
  /** All places where this content lies, `uri` first. */
  uris: string[];
  mediaType: string;
}

/** Why a file was left out. */
export type UnreadableReason =
  /** Not a kind of file that can be read. */
  | 'unsupported'
  /** Its content is of another kind than its name says. */
  | 'mismatched'
  /** It asks for a password. */
  | 'encrypted'
  /** It has pages, but only pictures of text. */
  | 'scanned'
  /** It holds no text. */
  | 'empty'
  /** It is cut off or broken. */
  | 'damaged'
  /** Bytes, pages, unpacked size or text are beyond a limit. */
  | 'too-large'
  /** Reading it took too long, too much memory, or ended in a fault of the reader. */
  | 'too-complex'
  /** It is not there any more, or may not be read. */
  | 'inaccessible'
  /** A device, a pipe or the like. */
  | 'not-a-file';

/** A file that was left out of the index. */
export interface UnreadableFile {
  uri: string;
  reason: UnreadableReason;
  /** What is wrong and what to do, in English. */
  message: string;
  /** Whether an earlier version of it stays in the index. */
  kept: boolean;
}

/**
 * `GET /api/documents`; with `?limit=&offset=` a part of it, by title, and the next part as a header
 * `Link` with `rel="next"` (RFC 8288).
 */
export interface DocumentList {
  documents: DocumentSummary[];
  /** How many documents there are, of which `documents` may be a part. */
  total: number;
  /** Files that were left out: for whoever runs the server, and with the first part alone. */
  unreadable?: UnreadableFile[];
}

/** Where a quote is in one revision of the document that it was taken from. */
export interface QuotePlace {
  /** Its parts, in order; empty where it does not stand in this revision. */
  spans: Range[];
  /** The block that comes nearest, where it does not stand. */
  near?: Range;
  /** Path of the readable page of this revision, at this place. */
  url: string;
}

/**
 * `GET /api/documents/{id}`: the canonical text with its structure; with `?from=&to=` the whole
 * blocks that this range touches. All offsets are the document's, so `text` begins at `from`.
 *
 * With `?quote=120-180,200-240` the place of a quote, which `&quoted=` looks for by its words where
 * the ranges are of another revision; with `&around=` only that many characters before and after it.
 */
export interface DocumentContent extends DocumentSummary {
  from: number;
  to: number;
  /** Of the whole document's text. */
  length: number;
  text: string;
  blocks: Block[];
  /** False for an earlier revision than the one that is searched now. */
  current: boolean;
  /** Where the quote is that was asked for; absent where its own revision is no longer kept. */
  quote?: QuotePlace;
}

export interface SearchHit {
  document: CitedDocument;
  section: string[];
  page: number | null;
  /** The whole passage, as a quote. */
  quote: string;
  spans: QuotedSpan[];
  /** 0 to 1: how likely the passage answers, against the first one's 1. */
  score: number;
  url: string;
}

/** `GET /api/search?q=` */
export interface SearchResult {
  query: string;
  hits: SearchHit[];
}

/** `GET /api/starters`: questions that the indexed documents are known to answer. */
export interface Starters {
  questions: string[];
  /** The first of them. */
  documents: DocumentSummary[];
  /** How many there are. */
  total: number;
  /** Hosts other than this server's own that the text of a question is sent to. */
  sentTo: string[];
}

/** `POST /api/feedback` */
export interface FeedbackRequest {
  /** The id of the answer. */
  answer: string;
  helpful: boolean;
  /** What the reader adds, up to 2,000 characters. */
  comment?: string;
  /** The question, where the reader has agreed to send it along. */
  question?: string;
}

/** `GET /readyz`: 200 when ready, otherwise 503. */
export type Readiness =
  | { status: 'ready'; documents: number; passages: number }
  | {
      status: 'indexing';
      /** Documents that are done, out of those that are new or changed; files while they are looked at. */
      done: number;
      total: number;
      /** The file at work. */
      uri: string;
      /** Indexed so far. */
      passages?: number;
      /** Files that could not be read so far. */
      failed?: number;
    }
  | { status: 'starting' }
  | { status: 'stopping' };
