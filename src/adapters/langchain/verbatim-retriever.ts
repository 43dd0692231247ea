import { AsyncLocalStorage } from 'node:async_hooks';
import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import { ensureConfig, type RunnableConfig } from '@langchain/core/runnables';
import type { CitedDocument, QuotedSpan, SearchHit } from '../../protocol.ts';

/** Where a passage stands. Offsets are UTF-16 offsets into the document's text, end exclusive. */
export interface PassageMetadata {
  /** The passage, word for word; the same as the document's `pageContent`. */
  quote: string;
  spans: QuotedSpan[];
  document: CitedDocument;
  /** Headings above the passage, outermost first, without the document's title. */
  section: string[];
  page: number | null;
  /** The readable page of the document with the passage highlighted: a path without a `baseUrl`. */
  link: string;
  /** 0 to 1: how likely the passage answers, against the first one's 1. */
  score: number;
}

/** What the retriever needs of the index. */
export interface PassageSource {
  search(
    query: string,
    options: { documents?: string[] | undefined; most: number },
    signal?: AbortSignal,
  ): Promise<SearchHit[]>;
}

export interface VerbatimRetrieverOptions extends BaseRetrieverInput {
  source: PassageSource;
  /** How many passages a query gives at most, 1 to 100. */
  k?: number;
  /** Ids of the documents to search; all of them without it. */
  documents?: readonly string[];
  /** Where the server of this index is reached, with the path before `/documents`, if any. */
  baseUrl?: string;
}

/** As many as LangChain's own retrievers give. */
const DEFAULT_K = 4;
/** Half of what both queries together can find. */
const GREATEST_K = 100;

/**
 * The index as a retriever of LangChain's, best passage first. Whether they answer the query it does
 * not say: it gives the closest passages of all to a question about something else.
 * @throws RangeError when it is made with a `k` or a `baseUrl` that cannot be used; from `invoke` the
 * signal's reason, and whatever the index throws
 */
export class VerbatimRetriever extends BaseRetriever<PassageMetadata> {
  static override lc_name() {
    return 'VerbatimRetriever';
  }

  override lc_namespace = ['verbatim', 'retrievers'];
  readonly k: number;
  readonly documents: readonly string[] | undefined;
  readonly baseUrl: string;
  readonly #source: PassageSource;
  /** LangChain hands the query's signal to `invoke` alone; several may run at once. */
  readonly #signals = new AsyncLocalStorage<AbortSignal | undefined>();

  constructor({
    source,
    k = DEFAULT_K,
    documents,
    baseUrl = '',
    ...rest
  }: VerbatimRetrieverOptions) {
    super(rest);
    if (!Number.isInteger(k) || k < 1 || k > GREATEST_K) {
      throw new RangeError(`k has to be a whole number from 1 to ${GREATEST_K}, not ${k}.`);
    }
    this.k = k;
    this.documents = documents;
    this.baseUrl = checkBaseUrl(baseUrl);
    this.#source = source;
  }

  override invoke(input: string, options?: RunnableConfig): Promise<Document<PassageMetadata>[]> {
    // Makes one signal of a signal and a timeout.
    const config = ensureConfig(options);
    return this.#signals.run(config.signal, () => super.invoke(input, config));
  }

  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const signal = this.#signals.getStore();
    signal?.throwIfAborted();
    if (!/[\p{L}\p{N}]/u.test(query)) return [];
    const documents = this.documents && [...this.documents];
    const hits = await this.#source.search(query, { documents, most: this.k }, signal);
    signal?.throwIfAborted();
    return hits.map((hit) => this.#toDocument(hit));
  }

  #toDocument({ url, ...hit }: SearchHit): Document<PassageMetadata> {
    const { quote, spans, document, section, page, score } = hit;
    const link = `${this.baseUrl}${url}`;
    const metadata = { quote, spans, document, section, page, link, score };
    // The path names document, revision and place, and so the passage.
    return new Document({ pageContent: quote, metadata, id: url });
  }
}

/** @returns the address without a slash at its end, so that a path can follow */
function checkBaseUrl(baseUrl: string): string {
  if (baseUrl === '') return baseUrl;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') {
    throw new RangeError(
      `baseUrl has to be an http(s) address without query, such as http://localhost:3000, not ${JSON.stringify(baseUrl)}.`,
    );
  }
  return url.href.replace(/\/+$/, '');
}
