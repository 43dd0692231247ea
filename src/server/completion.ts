import type { Answer, AnswerEvent } from '../protocol.ts';
import type { MarkdownAnswer, UrlCitation } from './markdown-answer.ts';
import type { OpenAiError } from './openai-error.ts';

/** Tokens, estimated: see `estimateUsage`. */
export interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

export interface CompletionOptions {
  markdown: MarkdownAnswer;
  model: string;
  /** Unix time in seconds. */
  created: number;
  usageOf: (content: string) => Usage;
}

/** OpenAI's `ChatCompletion`, and the answer with its quotes as spans, for clients that know it. */
export interface Completion {
  id: string;
  object: 'chat.completion';
  created: number;
  model: string;
  choices: [
    {
      index: 0;
      message: {
        role: 'assistant';
        content: string;
        refusal: null;
        annotations: UrlCitation[];
      };
      finish_reason: 'stop';
      logprobs: null;
    },
  ];
  usage: Usage;
  verbatim: Answer;
}

/** OpenAI's `ChatCompletionChunk`; the chunk that ends the answer has all of it as `verbatim`. */
export interface CompletionChunk {
  id: string;
  object: 'chat.completion.chunk';
  created: number;
  model: string;
  choices: {
    index: 0;
    delta: {
      role?: 'assistant';
      content?: string;
      refusal?: null;
      annotations?: UrlCitation[];
    };
    finish_reason: 'stop' | null;
    logprobs: null;
  }[];
  /** Null but in the last chunk, and absent where it was not asked for. */
  usage?: Usage | null;
  verbatim?: Answer;
}

export const completionId = (answerId: string): string => `chatcmpl-${answerId}`;

/** The whole answer as one completion. */
export async function completeAnswer(
  events: AsyncGenerator<AnswerEvent, Answer>,
  { markdown, model, created, usageOf }: CompletionOptions,
): Promise<Completion> {
  let content = '';
  let next = await events.next();
  for (; !next.done; next = await events.next()) content += markdown.write(next.value);
  const answer = next.value;
  const { annotations } = markdown;
  const message = { role: 'assistant', content, refusal: null, annotations } as const;
  return {
    id: completionId(answer.id),
    object: 'chat.completion',
    created,
    model,
    choices: [{ index: 0, message, finish_reason: 'stop', logprobs: null }],
    usage: usageOf(content),
    verbatim: answer,
  };
}

/**
 * The answer in chunks, a sentence at a time. All annotations come in one of them: clients replace a
 * list that comes again, or refuse to put two together.
 */
export async function* completionChunks(
  events: AsyncGenerator<AnswerEvent>,
  {
    markdown,
    model,
    created,
    usageOf,
    includeUsage,
  }: CompletionOptions & { includeUsage: boolean },
): AsyncGenerator<CompletionChunk> {
  let id = '';
  let content = '';
  const chunk = (
    choices: Omit<CompletionChunk['choices'][number], 'index' | 'logprobs'>[],
    usage: Usage | null = null,
  ): CompletionChunk => ({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    choices: choices.map((choice) => ({ index: 0, ...choice, logprobs: null })),
    ...(includeUsage ? { usage } : {}),
  });
  for await (const event of events) {
    if (event.event === 'answer-start') {
      id = completionId(event.data.id);
      const delta = { role: 'assistant', content: '', refusal: null } as const;
      yield chunk([{ delta, finish_reason: null }]);
    }
    const text = markdown.write(event);
    content += text;
    if (text !== '') yield chunk([{ delta: { content: text }, finish_reason: null }]);
    if (event.event !== 'answer-end') continue;
    const { annotations } = markdown;
    const delta = annotations.length > 0 ? { annotations } : {};
    yield { ...chunk([{ delta, finish_reason: 'stop' }]), verbatim: event.data };
  }
  if (includeUsage) yield chunk([], usageOf(content));
}

/** Chunks as server-sent events, with the one that says there are no more. */
export async function* encodeChunks(
  chunks: AsyncGenerator<CompletionChunk>,
): AsyncGenerator<string> {
  for await (const chunk of chunks) yield encodeData(chunk);
  yield 'data: [DONE]\n\n';
}

export const encodeData = (data: CompletionChunk | OpenAiError): string =>
  `data: ${JSON.stringify(data)}\n\n`;
