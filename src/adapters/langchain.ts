export {
  type AnswerSource,
  createQuoteTool,
  type QuoteToolOptions,
} from './langchain/quote-tool.ts';
export {
  type PassageMetadata,
  type PassageSource,
  VerbatimRetriever,
  type VerbatimRetrieverOptions,
} from './langchain/verbatim-retriever.ts';
