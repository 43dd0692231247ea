import type { ChatRequest } from '../../ports.ts';
import type { EndpointAddress } from './endpoint.ts';

type LengthName = 'max_tokens' | 'max_completion_tokens';

/** Which of the parameters that not every endpoint takes are sent. */
export interface ReplyParameters {
  /** The names for the greatest length that were not refused; the first is sent. */
  lengthNames: readonly LengthName[];
  temperature: boolean;
  stream: boolean;
}

/**
 * OpenAI's reasoning models refuse `max_tokens` and any temperature but their own; most other servers
 * know `max_tokens` alone, and write more faithfully without chance.
 */
export function chooseParameters(service: EndpointAddress['service']): ReplyParameters {
  return service === 'other'
    ? { lengthNames: ['max_tokens', 'max_completion_tokens'], temperature: true, stream: true }
    : { lengthNames: ['max_completion_tokens', 'max_tokens'], temperature: false, stream: true };
}

export function writeBody(model: string, request: ChatRequest, parameters: ReplyParameters) {
  const [lengthName] = parameters.lengthNames;
  return {
    model,
    messages: request.messages.map(({ role, content }) => ({
      role,
      // Some endpoints fail on half a surrogate pair.
      content: content.replace(/\p{Surrogate}/gu, '\ufffd'),
    })),
    ...(parameters.stream && { stream: true as const }),
    ...(lengthName && { [lengthName]: request.mostTokens }),
    ...(parameters.temperature && { temperature: 0 }),
  };
}

/** Then the value is at fault, or the prompt, and another name would not help. */
const ABOUT_LENGTH = /too (?:large|long|many)|context.{0,3}length/i;

/**
 * Parameters without the one that the endpoint refused by its name; undefined where it refused
 * something else. A name refused is never sent again, so this comes to an end.
 */
export function dropRefused(sent: ReplyParameters, refusal: unknown): ReplyParameters | undefined {
  const { status, param, error } = (refusal ?? {}) as Record<string, unknown>;
  if (status !== 400 && status !== 422) return undefined;
  const words = JSON.stringify(error ?? '');
  if (ABOUT_LENGTH.test(words)) return undefined;
  const isRefused = (name: string) =>
    typeof param === 'string' && param !== '' ? param === name : words.includes(name);
  const [lengthName, ...otherNames] = sent.lengthNames;
  if (lengthName && isRefused(lengthName)) return { ...sent, lengthNames: otherNames };
  if (sent.temperature && isRefused('temperature')) return { ...sent, temperature: false };
  // A word too common to be looked for in a message.
  if (sent.stream && param === 'stream') return { ...sent, stream: false };
  return undefined;
}
