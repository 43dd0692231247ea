import type { UserError } from '../../errors.ts';

export const DEFAULT_BASE_URL = 'https://api.openai.com/v1';

export interface OpenAiEndpoint {
  model: string;
  /** Without it, OpenAI's own. A query in it goes along with every request. */
  baseUrl?: string | undefined;
  /** Needed at OpenAI's own address; elsewhere the server decides. */
  apiKey?: string | undefined;
  fetch?: typeof fetch | undefined;
  /** After the first attempt; on connection errors and the statuses 408, 409, 429 and 5xx. */
  maxRetries?: number | undefined;
  /** Of one attempt. All attempts of a request together, waits included, get as many times as long. */
  timeoutMs?: number | undefined;
}

/** How messages call the endpoint, and the settings that they tell the reader to change. */
export interface EndpointWording {
  /** As in "The embedding endpoint …". */
  purpose: string;
  modelVariable: string;
  baseUrlVariable: string;
  keyVariables: string;
  error: new (message: string, options?: ErrorOptions) => UserError;
}

export interface EndpointAddress {
  /** Without the query. Messages may show it. */
  base: string;
  query: Record<string, string>;
  /** With the port, unless it is the usual one. Undefined where it is this machine. */
  host: string | undefined;
  /** Whose service it is: OpenAI's and Azure's differ from what the others have in common. */
  service: 'openai' | 'azure' | 'other';
}

/** Azure's public cloud under its three names for a resource, and its separate clouds. */
const AZURE_HOST =
  /\.(?:openai\.azure\.(?:com|us|cn)|cognitiveservices\.azure\.(?:com|us|cn)|services\.ai\.azure\.com)$/;
const OPENAI_HOST = /^(?:[a-z0-9-]+\.)?api\.openai\.com$/;
const THIS_MACHINE = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/;

/** @throws the error of the wording where the address or the key cannot be used at all. */
export function checkEndpoint(endpoint: OpenAiEndpoint, wording: EndpointWording): EndpointAddress {
  const { baseUrl = DEFAULT_BASE_URL, apiKey } = endpoint;
  const { purpose, baseUrlVariable, keyVariables } = wording;
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new wording.error(
      `The address of the ${purpose} endpoint is not an http(s) address without user and password. ` +
        `Change ${baseUrlVariable}, for example to ${DEFAULT_BASE_URL}.`,
    );
  }
  const base = `${url.origin}${url.pathname}`;
  if (apiKey === undefined && endpoint.baseUrl === undefined) {
    throw new wording.error(
      `The ${purpose} endpoint ${base} needs a key. Set ${keyVariables}, ` +
        `or ${baseUrlVariable} to the address of a server of your own.`,
    );
  }
  if (apiKey !== undefined && !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new wording.error(
      `The key for the ${purpose} endpoint ${base} is empty or has characters that no key has, ` +
        `such as spaces or line ends. Correct ${keyVariables}.`,
    );
  }
  return {
    base,
    query: Object.fromEntries(url.searchParams),
    host: hostElsewhere(baseUrl),
    service: recognizeService(url.hostname),
  };
}

/** The host of an endpoint, with its port unless that is the usual one; undefined where it is this machine. */
export function hostElsewhere(baseUrl = DEFAULT_BASE_URL): string | undefined {
  const { hostname, host } = new URL(baseUrl);
  return THIS_MACHINE.test(hostname) ? undefined : host;
}

function recognizeService(hostname: string): EndpointAddress['service'] {
  if (OPENAI_HOST.test(hostname)) return 'openai';
  return AZURE_HOST.test(hostname) ? 'azure' : 'other';
}
