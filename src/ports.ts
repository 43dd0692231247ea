import type { SourceDocument } from './documents/source-document.ts';
import type { EmbeddedPassage } from './passages/passage.ts';
import type { DocumentSummary, UnreadableReason } from './protocol.ts';

/** The vectors of one passage, all of unit length. */
export interface PassageVectors {
  vector: Float32Array;
  /** In the order of the sentences given. */
  sentenceVectors: Float32Array[];
}

/** Turns text into vectors. Implementations are safe to call concurrently. */
export interface Embedder {
  /** Identifies model and version; part of the index's fingerprint. */
  readonly id: string;
  readonly dimension: number;
  /** The vector of a question, of unit length. */
  embedQuestion(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /** The vectors of texts, each of unit length, in their order. */
  embedTexts(texts: string[], signal?: AbortSignal): Promise<Float32Array[]>;
}

/** An embedder that also knows its tokens, and so the vector of each sentence within a passage. */
export interface SentenceEmbedder extends Embedder {
  /** The number of tokens of a text, without the two that mark its ends. */
  countTokens(text: string): number;
  /** One forward pass for a passage and its sentences. The sentences are read joined by a space. */
  embedPassage(sentences: string[], signal?: AbortSignal): Promise<PassageVectors>;
}

/** A document as the index knows it, with the number of its passages. Its URIs are the stored ones. */
export interface IndexedDocument extends DocumentSummary {
  passages: number;
}

/** A document's text, passages and file, to be stored together. */
export interface DocumentEntry {
  document: SourceDocument;
  passages: EmbeddedPassage[];
  /** The bytes that `document.revision` is the hash of, where they are to be kept. */
  original?: Uint8Array;
}

/** What an ingestion has seen of one file, so that the next need not open it. */
export interface FileRecord {
  uri: string;
  /** In bytes. */
  size: number;
  /** Milliseconds since 1970, as exact as the file system tells. */
  modifiedAt: number;
  /** Undefined where its bytes could not be had. */
  revision: string | undefined;
  /** Why it was left out; `reader` is the `readerVersion` that failed. */
  failure?: { reason: UnreadableReason; message: string; reader?: number };
}

/** Documents to search, or all of them. */
export interface PassageFilter {
  documents?: string[] | undefined;
}

export interface PassageQuery extends PassageFilter {
  /** Stems; finds passages that have any of them in their text or headings. */
  terms: readonly string[];
  vector: Float32Array;
  /** How many passages each of the two queries may give. */
  depth: number;
}

/** A passage that one of the two queries found. */
export interface Candidate {
  passage: EmbeddedPassage;
  /** BM25, 0 where the full-text query did not give the passage. */
  textScore: number;
}

export interface PassageStore {
  /** The current documents, by title. */
  listDocuments(): Promise<IndexedDocument[]>;
  /** A document at a revision, current or earlier; the current one without `revision`. */
  readDocument(id: string, revision?: string): Promise<SourceDocument | undefined>;
  /**
   * Adds documents or replaces them. Readers see the old or the new state of each, never a mix.
   * After a crash in the middle the old state stands.
   * @param publish false where more follow at once: readers get these with the next that are
   * published, or by `publish`. An index made anew in many small steps would else be indexed as often.
   */
  replaceDocuments(entries: DocumentEntry[], options?: { publish?: boolean }): Promise<void>;
  /** Shows readers what was written. Does nothing where they see it already. */
  publish(): Promise<void>;
  /** Says anew where documents' contents lie, the place to show first. Their passages stay. */
  moveDocuments(moves: { id: string; uris: string[] }[]): Promise<void>;
  /** The bytes that a document was read from; the current revision's without `revision`. */
  readOriginal(id: string, revision?: string): Promise<Uint8Array | undefined>;
  /** Files as earlier runs have seen them, in no particular order. */
  listFiles(): Promise<FileRecord[]>;
  /** Notes what was seen of files, and forgets others. Only a cache: a lost record costs a hash. */
  recordFiles(seen: FileRecord[], gone?: string[]): Promise<void>;
  /** Removes documents with all their revisions. Unknown ids are passed over. */
  removeDocuments(ids: string[]): Promise<void>;
  /** Removes what interrupted runs left behind and compacts. Ranking stays as it is. */
  maintain(): Promise<void>;
  /** The union of a full-text and a vector query, in no particular order. */
  search(query: PassageQuery): Promise<Candidate[]>;
  /** All passages of the current documents, by document and ordinal. Cost: a full scan. */
  listPassages(filter?: PassageFilter): Promise<EmbeddedPassage[]>;
  countPassages(): Promise<number>;
  /** Changes whenever the documents do. */
  version(): Promise<string>;
  close(): Promise<void>;
}

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatRequest {
  messages: readonly ChatMessage[];
  /** Of the reply. A model that goes on is cut off. */
  mostTokens: number;
  /** How long the first piece of text may take, all attempts and waits between them included. */
  firstTokenMilliseconds: number;
  /** How long the whole reply may take. */
  replyMilliseconds: number;
}

/** A model that writes. Safe to call concurrently. */
export interface ChatModel {
  /** As its endpoint calls it. */
  readonly name: string;
  /** The host that requests are sent to; undefined where it is this machine. */
  readonly host: string | undefined;
  /**
   * The pieces of one reply as they come, none empty; where one that was begun is returned early,
   * the request ends at once. Attempts are repeated only before the first piece.
   * @throws ChatModelError, also in the middle; the signal's reason as soon as it aborts
   */
  reply(request: ChatRequest, signal?: AbortSignal): AsyncGenerator<string, void>;
}

/** Turns at the model. */
export interface ReplySlots {
  /**
   * Waits for a turn; settles with what gives it back, which may be called more than once.
   * @throws BusyError at once when too many wait already; the signal's reason when it aborts
   */
  enter(signal?: AbortSignal): Promise<() => void>;
}

/** What may be spent on the model in a day. */
export interface TokenBudget {
  /**
   * Sets tokens aside, for the process and for one client.
   * @returns what settles the account with the number really used, once; undefined when there are
   * not that many left
   */
  reserve(tokens: number, client?: string): Promise<((used: number) => Promise<void>) | undefined>;
}

/** What a reader thinks of an answer. Says nothing of who that is. */
export interface Feedback {
  /** The id of the answer. */
  answer: string;
  helpful: boolean;
  comment?: string;
  /** Only where the reader has agreed to send it along. */
  question?: string;
  /** The model that writes this server's answers, where one does. */
  model?: string;
}

export interface FeedbackRecord extends Feedback {
  /** When it came, in ISO 8601 and UTC. */
  time: string;
}

export interface KeptFeedback {
  /** The latest of each answer, newest first. */
  records: FeedbackRecord[];
  /** Lines or the like that are no record, such as one that was cut off. */
  unreadable: number;
}

/** Keeps what readers think for the operator. Several processes may write to the same place. */
export interface FeedbackStore {
  /** @throws FeedbackError when it could not be kept */
  add(feedback: Feedback): Promise<void>;
  /** All that is kept; nothing where nothing was. @throws FeedbackError */
  read(): Promise<KeptFeedback>;
}
