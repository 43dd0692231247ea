import type { Hono } from 'hono';
import { answerQuestion } from '../answering/answer-question.ts';
import type { DocumentLinks } from './access/document-links.ts';
import { restrictRequest } from './access/restrict-request.ts';
import { signAnswer } from './access/sign-links.ts';
import type { AppEnvironment } from './app-environment.ts';
import { callerOf } from './caller-of.ts';
import { clientController } from './client-signal.ts';
import { completeAnswer, completionChunks, encodeChunks, encodeData } from './completion.ts';
import { estimateUsage } from './estimate-usage.ts';
import { MarkdownAnswer } from './markdown-answer.ts';
import { noteAnswer } from './note-answer.ts';
import { toOpenAiError } from './openai-error.ts';
import { modelId, readCompletionRequest, requireModel } from './read-completion-request.ts';
import { requireService, type ServiceState } from './service.ts';
import { streamResponse } from './stream-response.ts';

export interface CompletionRoutesOptions {
  state: ServiceState;
  logQuestions: boolean;
  links: DocumentLinks | undefined;
  /** Where clients reach this server; what a request itself says without it. */
  publicUrl: string | undefined;
}

/** The part of OpenAI's interface that lets its clients ask this server. */
export function addCompletionRoutes(
  app: Hono<AppEnvironment>,
  { state, logQuestions, links, publicUrl }: CompletionRoutesOptions,
): void {
  app.use('/v1/*', async (context, next) => {
    // OpenAI's clients hand it on to their users; the log has it too.
    context.header('X-Request-Id', context.get('requestId'));
    await next();
  });

  const model = { id: modelId, object: 'model', created: unixSeconds(), owned_by: modelId };
  app.get('/v1/models', (context) => context.json({ object: 'list', data: [model] }));
  app.get('/v1/models/:model', (context) => {
    requireModel(context.req.param('model'));
    return context.json(model);
  });

  app.post('/v1/chat/completions', async (context) => {
    const access = context.get('access');
    const { ask: asked, stream, includeUsage } = await readCompletionRequest(context);
    const ask = restrictRequest(asked, access);
    // Its clients have no place for suggestions.
    const answering = { ...requireService(state, access).answering, questionPool: undefined };
    const notes = context.get('notes');
    if (logQuestions) notes.question = ask.question;
    const client = clientController(context.req.raw);
    const events = noteAnswer(
      notes,
      signAnswer(answerQuestion(ask, answering, callerOf(context, client.signal)), links),
    );
    const base = publicUrl ?? new URL(context.req.url).origin;
    const { sentenceEmbedder } = answering;
    const options = {
      markdown: new MarkdownAnswer((path) => base + path),
      model: modelId,
      created: unixSeconds(),
      usageOf: (content: string) =>
        estimateUsage(ask, content, (text) => sentenceEmbedder.countTokens(text)),
    };
    if (!stream) return context.json(await completeAnswer(events, options));
    const chunks = completionChunks(events, { ...options, includeUsage });
    return streamResponse(context, encodeChunks(chunks), {
      describe: (problem) => encodeData(toOpenAiError(problem)),
      client,
    });
  });
}

const unixSeconds = (): number => Math.floor(Date.now() / 1000);
