import type { Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { answerQuestion } from '../answering/answer-question.ts';
import { lastAnswer } from '../answering/last-answer.ts';
import { searchPassages } from '../answering/search-passages.ts';
import type { FeedbackStore } from '../ports.ts';
import type { AnswerEvent, SearchResult } from '../protocol.ts';
import type { DocumentLinks } from './access/document-links.ts';
import { restrictRequest } from './access/restrict-request.ts';
import { signAnswer, signHits } from './access/sign-links.ts';
import type { AppEnvironment } from './app-environment.ts';
import { callerOf } from './caller-of.ts';
import { clientController } from './client-signal.ts';
import { noteAnswer } from './note-answer.ts';
import { ProblemError } from './problem.ts';
import { longestQuestion, readAskRequest, readFeedbackRequest } from './read-ask-request.ts';
import { requireService, type ServiceState } from './service.ts';
import { eventStreamType as eventStream, streamResponse } from './stream-response.ts';

const json = 'application/json';

export interface AnsweringRoutesOptions {
  state: ServiceState;
  logQuestions: boolean;
  /** Where feedback is kept; it is only logged without it. */
  feedback?: FeedbackStore | undefined;
  /** Signs the links into documents; they stay as they are without it. */
  links: DocumentLinks | undefined;
}

export function addAnsweringRoutes(
  app: Hono<AppEnvironment>,
  { state, logQuestions, feedback, links }: AnsweringRoutesOptions,
): void {
  app.post('/api/ask', async (context) => {
    const form = acceptedForm(context);
    const access = context.get('access');
    const request = restrictRequest(await readAskRequest(context), access);
    const { answering } = requireService(state, access);
    const notes = context.get('notes');
    if (logQuestions) notes.question = request.question;
    const client = clientController(context.req.raw);
    const caller = callerOf(context, client.signal);
    const events = noteAnswer(notes, signAnswer(answerQuestion(request, answering, caller), links));
    if (form === eventStream) {
      const describe = (problem: ProblemError) =>
        encodeEvent({ event: 'answer-error', data: problem.toProblem(context.get('requestId')) });
      return streamResponse(context, encodeEvents(events), { describe, client });
    }
    return context.json(await lastAnswer(events));
  });

  app.get('/api/search', async (context) => {
    const query = context.req.query('q')?.trim() ?? '';
    if (query === '' || query.length > longestQuestion) {
      const detail = `The parameter q has to hold 1 to ${longestQuestion} characters; it has ${query.length}.`;
      throw new ProblemError('/problems/invalid-request', detail);
    }
    const { answering } = requireService(state, context.get('access'));
    const { signal } = clientController(context.req.raw);
    const hits = await searchPassages(query, answering, signal);
    return context.json({ query, hits: await signHits(hits, links) } satisfies SearchResult);
  });

  app.get('/api/starters', async (context) => {
    const { starters } = requireService(state, context.get('access'));
    return context.json(await starters());
  });

  app.post('/api/feedback', async (context) => {
    const given = await readFeedbackRequest(context);
    const { answer, helpful } = given;
    context.get('notes').feedback = { answer, helpful };
    const model = state.service?.answering.writer?.model.name;
    await feedback?.add({ ...given, ...(model === undefined ? {} : { model }) });
    return context.body(null, 204);
  });
}

function acceptedForm(context: Context): typeof json | typeof eventStream {
  const accepted = accepts(context, {
    header: 'Accept',
    supports: [json, eventStream, 'application/*', 'text/*', '*/*'],
    // An empty header says as little as none.
    default: context.req.header('Accept') ? 'none' : json,
  });
  if (accepted === eventStream || accepted === 'text/*') return eventStream;
  if (accepted === 'none') {
    throw new ProblemError(
      '/problems/not-acceptable',
      `An answer comes as ${json} or ${eventStream}; the Accept header names neither.`,
    );
  }
  return json;
}

async function* encodeEvents(events: AsyncGenerator<AnswerEvent>): AsyncGenerator<string> {
  for await (const event of events) yield encodeEvent(event);
}

const encodeEvent = ({ event, data }: AnswerEvent): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
