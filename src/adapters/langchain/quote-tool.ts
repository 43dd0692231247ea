import { DynamicStructuredTool } from '@langchain/core/tools';
import { z } from 'zod';
import { UserError } from '../../errors.ts';
import type { Answer, AskRequest, DocumentSummary } from '../../protocol.ts';
import { chooseDocuments } from './choose-documents.ts';
import { describeUnknown, reportAnswer } from './report-answer.ts';

/** What the tool needs of the index. */
export interface AnswerSource {
  answer(request: AskRequest, signal?: AbortSignal): Promise<Answer>;
  listDocuments(): Promise<DocumentSummary[]>;
}

export interface QuoteToolOptions {
  /** Letters, digits, `_` and `-`. */
  name?: string;
  /** Says to the model what the tool is for; worth naming what the documents are about. */
  description?: string;
  /** Ids of the documents that may be searched; all of them without it. */
  documents?: readonly string[];
}

const DEFAULT_NAME = 'quote_documents';
const DEFAULT_DESCRIPTION =
  'Looks a question up in the indexed documents. Gives sentences of theirs word for word with the ' +
  'place where each stands, or says that the documents do not answer it.';

/** UTF-16 units; as much as the server takes. */
const LONGEST_QUESTION = 2000;
const MOST_DOCUMENTS = 100;

const schema = z.object({
  question: z
    .string()
    .trim()
    .min(1)
    .max(LONGEST_QUESTION)
    .describe('One whole question that can be understood by itself, with its names written out.'),
  // Weak models fill in what they may leave out.
  documents: z
    .array(z.string())
    .max(MOST_DOCUMENTS)
    .nullish()
    .describe('Ids of documents, as earlier results give them. Leave out to search all documents.'),
});

/**
 * The index as a tool for agents. Its content is a report for the model; its artifact is the whole
 * `Answer`, from which a program shows quotes that stand in the documents, whatever the model makes
 * of them. The artifact is undefined where the model named documents that there are not.
 * Cost: as of a question, and no model is asked.
 * @throws the signal's reason; otherwise a UserError that may be shown to the model and whose
 * `cause` is for the log
 */
export function createQuoteTool(
  source: AnswerSource,
  {
    name = DEFAULT_NAME,
    description = DEFAULT_DESCRIPTION,
    documents: allowed,
  }: QuoteToolOptions = {},
) {
  type Result = [content: string, artifact: Answer | undefined];

  async function quote(question: string, wanted: string[], signal?: AbortSignal): Promise<Result> {
    const request: AskRequest = { question, ...(allowed && { documents: [...allowed] }) };
    if (wanted.length > 0) {
      const { chosen, unknown, known } = chooseDocuments(
        wanted,
        await source.listDocuments(),
        allowed,
      );
      if (unknown.length > 0) return [describeUnknown(unknown, known), undefined];
      request.documents = chosen;
    }
    const answer = await source.answer(request, signal);
    return [reportAnswer(answer), answer];
  }

  return new DynamicStructuredTool({
    name,
    description,
    schema,
    responseFormat: 'content_and_artifact',
    func: async ({ question, documents }, _, config): Promise<Result> => {
      const signal = config?.signal;
      signal?.throwIfAborted();
      try {
        return await quote(question, documents ?? [], signal);
      } catch (cause) {
        signal?.throwIfAborted();
        throw new UserError('The documents cannot be searched at the moment.', { cause });
      }
    },
  });
}
