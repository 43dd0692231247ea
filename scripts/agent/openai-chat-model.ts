import { randomUUID } from 'node:crypto';
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base';
import {
  BaseChatModel,
  type BaseChatModelCallOptions,
  type BindToolsInput,
} from '@langchain/core/language_models/chat_models';
import {
  AIMessage,
  type AIMessageChunk,
  type BaseMessage,
  ToolMessage,
} from '@langchain/core/messages';
import type { ChatResult } from '@langchain/core/outputs';
import type { Runnable } from '@langchain/core/runnables';
import { convertToOpenAITool } from '@langchain/core/utils/function_calling';
import { z } from 'zod';
import {
  connectOpenAi,
  type EndpointWording,
  type OpenAiConnection,
} from '../../src/adapters/openai.ts';
import { UserError } from '../../src/errors.ts';

/** The model gave no reply that an agent can go on with. The message says what to change. */
export class AgentModelError extends UserError {
  override readonly name = 'AgentModelError';
}

export interface OpenAiChatModelOptions {
  model: string;
  baseUrl: string | undefined;
  apiKey: string | undefined;
}

type Tool = ReturnType<typeof convertToOpenAITool>;

interface CallOptions extends BaseChatModelCallOptions {
  tools?: Tool[];
}

/** Of one attempt, the whole reply. A local server may have to load its model and write slowly. */
const timeoutMs = 300_000;
const maxRetries = 1;

const wording: EndpointWording = {
  purpose: 'chat',
  modelVariable: 'CHAT_MODEL',
  baseUrlVariable: 'OPENAI_BASE_URL',
  keyVariables: 'OPENAI_API_KEY',
  error: AgentModelError,
};

/**
 * A chat model of LangChain's behind any OpenAI-compatible endpoint: text and tool calls, replies as
 * a whole. Programs with `@langchain/openai` take its `ChatOpenAI`, which does more.
 * @throws AgentModelError from `invoke`; an aborted call rejects with the signal's reason
 */
export class OpenAiChatModel extends BaseChatModel<CallOptions> {
  readonly model: string;
  readonly #connection: OpenAiConnection;

  private constructor(model: string, connection: OpenAiConnection) {
    super({});
    this.model = model;
    this.#connection = connection;
  }

  /**
   * Sends nothing by itself.
   * @throws AgentModelError where the address or the key cannot be used at all
   */
  static async connect({ model, ...endpoint }: OpenAiChatModelOptions): Promise<OpenAiChatModel> {
    const connection = await connectOpenAi({ model, ...endpoint, timeoutMs, maxRetries }, wording);
    return new OpenAiChatModel(model, connection);
  }

  override _llmType(): string {
    return 'openai-compatible';
  }

  override bindTools(
    tools: BindToolsInput[],
    options: Partial<CallOptions> = {},
  ): Runnable<BaseLanguageModelInput, AIMessageChunk, CallOptions> {
    const converted = tools.map((tool) => convertToOpenAITool(tool));
    return this.withConfig({ ...options, tools: converted });
  }

  override async _generate(
    messages: BaseMessage[],
    { tools = [], signal }: this['ParsedCallOptions'],
  ): Promise<ChatResult> {
    const body = {
      model: this.model,
      messages: messages.map(toWire),
      ...(tools.length > 0 ? { tools } : {}),
    };
    const reply: unknown = await this.#connection
      .request((client, options) => client.chat.completions.create(body, options), signal)
      .catch((error: unknown) => {
        throw tools.length > 0 && isAboutTools(error) ? this.#cannotCallTools(error) : error;
      });
    const message = this.#readMessage(reply);
    return { generations: [{ text: message.text, message }] };
  }

  #readMessage(reply: unknown): AIMessage {
    const parsed = replySchema.safeParse(reply);
    const message = parsed.data?.choices[0]?.message;
    if (!message) {
      throw this.#connection.fail(
        `answered with something else than a chat reply. Check that OPENAI_BASE_URL is its address: most end in /v1.`,
        parsed.error,
      );
    }
    return new AIMessage({
      content: message.content ?? '',
      tool_calls: (message.tool_calls ?? []).map((call) => ({
        type: 'tool_call' as const,
        // Some servers leave the id out; an agent tells calls apart by it.
        id: call.id || `call-${randomUUID()}`,
        name: call.function.name,
        args: readArguments(call.function.arguments),
      })),
    });
  }

  #cannotCallTools(cause: unknown): UserError {
    return this.#connection.fail(
      `does not let the model "${this.model}" call tools. Set CHAT_MODEL to a model that can, ` +
        'or start that server with tool calls switched on.',
      cause,
    );
  }
}

const replySchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({
          content: z.string().nullish(),
          tool_calls: z
            .array(
              z.object({
                id: z.string().nullish(),
                function: z.object({ name: z.string(), arguments: z.string().nullish() }),
              }),
            )
            .nullish(),
        }),
      }),
    )
    .min(1),
});

/** Arguments that are no JSON object become none, so that the tool tells the model what is missing. */
function readArguments(text: string | null | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return z.record(z.string(), z.unknown()).safeParse(value).data ?? {};
  } catch {
    return {};
  }
}

function toWire(message: BaseMessage) {
  const content = message.text;
  if (ToolMessage.isInstance(message)) {
    return { role: 'tool' as const, tool_call_id: message.tool_call_id, content };
  }
  if (AIMessage.isInstance(message)) {
    const calls = (message.tool_calls ?? []).map(({ id = '', name, args }) => ({
      id,
      type: 'function' as const,
      function: { name, arguments: JSON.stringify(args) },
    }));
    return {
      role: 'assistant' as const,
      content,
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
    };
  }
  return { role: message.type === 'system' ? ('system' as const) : ('user' as const), content };
}

/**
 * Whether an endpoint refused a request because of its tools: Ollama and vLLM answer 400 and llama.cpp's
 * server 500, each with words of its own that name them.
 */
function isAboutTools(error: unknown): boolean {
  if (!(error instanceof AgentModelError) || !(error.cause instanceof Error)) return false;
  const { status, message } = error.cause as Error & { status?: unknown };
  return typeof status === 'number' && status >= 400 && /\btools?\b|function.call/i.test(message);
}
