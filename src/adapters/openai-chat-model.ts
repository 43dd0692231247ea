import { ChatModelError } from '../errors.ts';
import type { ChatModel, ChatRequest } from '../ports.ts';
import { ReplyFault, readText } from './openai/read-data.ts';
import { readReply } from './openai/read-reply.ts';
import { createReplyClock, type ReplyClock } from './openai/reply-clock.ts';
import { chooseParameters, dropRefused, writeBody } from './openai/reply-parameters.ts';
import { classifyFailure, retryDelay } from './openai/retry-delay.ts';
import { connectOpenAi, type EndpointWording, type OpenAiEndpoint } from './openai.ts';

/** How long the body of a complete reply may take to end, so that its connection can be kept. */
const FAREWELL_MS = 200;

/** The settings cannot be used at all. */
class UnusableEndpoint extends ChatModelError {
  constructor(message: string, options?: ErrorOptions) {
    super('refused', message, options);
  }
}

const WORDING: EndpointWording = {
  purpose: 'chat',
  modelVariable: 'CHAT_MODEL',
  baseUrlVariable: 'OPENAI_BASE_URL',
  keyVariables: 'OPENAI_API_KEY',
  error: UnusableEndpoint,
};

export type OpenAiChatModelOptions = Pick<OpenAiEndpoint, 'model' | 'baseUrl' | 'apiKey' | 'fetch'>;

/**
 * A model behind any OpenAI-compatible endpoint: chat completions, streamed where the endpoint can.
 * Sends nothing until a reply is read. Parameters that the endpoint refuses by name are left out from
 * then on.
 * @throws ChatModelError, here and from every reply, that says what to change. It never holds the key
 * or, in its message, the provider's words.
 */
export async function connectOpenAiChatModel(options: OpenAiChatModelOptions): Promise<ChatModel> {
  const { model } = options;
  const connection = await connectOpenAi(options, WORDING);
  const { address } = connection;
  let parameters = chooseParameters(address.service);

  /** Resolves where a reply begins. */
  async function send(request: ChatRequest, signal: AbortSignal): Promise<Response> {
    for (;;) {
      const sent = parameters;
      const body = writeBody(model, request, sent);
      try {
        return await connection.attempt(
          (client, limits) => client.chat.completions.create(body, limits).asResponse(),
          signal,
        );
      } catch (cause) {
        const fewer = dropRefused(sent, cause);
        if (!fewer) throw cause;
        parameters = fewer;
      }
    }
  }

  /** The error for what ended a reply, with the failure that it is for the caller. */
  function describe(cause: unknown, request: ChatRequest, clock: ReplyClock, begun: boolean) {
    const fail = (failure: ChatModelError['failure'], explanation: string) =>
      new ChatModelError(
        begun ? 'interrupted' : failure,
        `The chat endpoint ${address.base} ${explanation}`,
        { cause },
      );
    if (clock.expired) return fail('slow', explainExpiry(clock.expired, request, begun));
    if (cause instanceof ReplyFault) return fail(cause.failure, cause.message);
    if (begun) return fail('interrupted', 'broke off its reply. See the log of that server.');
    return fail(classifyFailure(cause), connection.explain(cause));
  }

  async function* write(request: ChatRequest, clock: ReplyClock, signal?: AbortSignal) {
    const reading = {
      mostTokens: request.mostTokens,
      onAside: () => clock.listen(),
      onFinish: () => clock.listen(FAREWELL_MS),
    };
    let begun = false;
    const settle = async (cause: unknown, attempt: number) => {
      signal?.throwIfAborted();
      const fault = clock.expired || cause instanceof ReplyFault || begun;
      const delay = fault ? undefined : retryDelay(cause, attempt);
      if (delay === undefined || delay >= clock.left()) {
        throw describe(cause, request, clock, begun);
      }
      await clock.wait(delay);
    };
    clock.start();
    try {
      for (let attempt = 1; ; attempt++) {
        try {
          const response = await send(request, clock.signal);
          for await (const piece of readReply(readText(response, clock.signal), reading)) {
            begun = true;
            clock.rest();
            yield piece;
            clock.listen();
            // What came together with the last piece is not given after the end.
            clock.signal.throwIfAborted();
          }
          return;
        } catch (cause) {
          if (clock.stopped) return;
          await settle(cause, attempt);
        }
      }
    } finally {
      clock.stop();
    }
  }

  return {
    name: model,
    host: address.host,
    reply(request, signal) {
      const clock = createReplyClock(request, signal);
      const pieces = write(request, clock, signal);
      const leave = pieces.return.bind(pieces);
      // A generator takes note of its return only after the piece that it awaits.
      pieces.return = (value) => {
        clock.stop();
        return leave(value);
      };
      return pieces;
    },
  };
}

function explainExpiry(
  expired: NonNullable<ReplyClock['expired']>,
  { firstTokenMilliseconds, replyMilliseconds }: ChatRequest,
  begun: boolean,
): string {
  if (expired === 'reply') {
    return `had not finished its reply after ${replyMilliseconds / 1000} s. Raise CHAT_REPLY_SECONDS.`;
  }
  return (
    `gave no ${begun ? 'more ' : ''}text for ${firstTokenMilliseconds / 1000} s. ` +
    'Check its server, or raise CHAT_FIRST_TOKEN_SECONDS.'
  );
}
