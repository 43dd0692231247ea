import { DEFAULT_BASE_URL } from '../../src/adapters/openai/endpoint.ts';
import type { Config } from '../../src/config.ts';
import { UserError } from '../../src/errors.ts';
import type { OpenAiChatModelOptions } from './openai-chat-model.ts';

/** @throws UserError where no model is configured */
export function chatSettings({ chat }: Config): OpenAiChatModelOptions & { host: string } {
  if (!chat) {
    throw new UserError(
      'No model is configured. Set CHAT_MODEL to its name and, for a server of your own, ' +
        'OPENAI_BASE_URL to its address; npm run ask needs neither.',
    );
  }
  const { model, baseUrl, apiKey } = chat;
  const { host } = new URL(baseUrl ?? DEFAULT_BASE_URL);
  return { model, baseUrl, apiKey, host };
}
