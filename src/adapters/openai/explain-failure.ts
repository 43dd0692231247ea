import type { EndpointWording, OpenAiEndpoint } from './endpoint.ts';

/**
 * What made a request fail, and what to do: completes "The embedding endpoint …". Holds neither the
 * key nor the provider's words.
 */
export function explainFailure(
  cause: unknown,
  endpoint: OpenAiEndpoint,
  wording: EndpointWording,
): string {
  const { modelVariable, baseUrlVariable } = wording;
  const { status } = (cause ?? {}) as { status?: unknown };
  if (typeof status === 'number') return explainStatus(status, endpoint, wording);
  if (cause instanceof SyntaxError) {
    return `answered with broken JSON. Check ${baseUrlVariable} and ${modelVariable}.`;
  }
  const code = findCode(cause);
  return (
    `cannot be reached${code ? ` (${code})` : ''}. ` +
    `Check that its server runs and that ${baseUrlVariable} is its address.`
  );
}

function explainStatus(
  status: number,
  { model, apiKey }: OpenAiEndpoint,
  { modelVariable, baseUrlVariable, keyVariables }: EndpointWording,
): string {
  if (status === 401 || status === 403) {
    const what = apiKey === undefined ? 'asks for a key' : 'refused the key';
    return `${what} (status ${status}). Set ${keyVariables} to a key that is valid there.`;
  }
  if (status === 404) {
    return (
      `has no model "${model}" (status 404). Set ${modelVariable} to a model that it serves, ` +
      `or correct ${baseUrlVariable}: most addresses end in /v1.`
    );
  }
  if (status === 400 || status === 413 || status === 422) {
    return (
      `refused the request for the model "${model}" (status ${status}): it does not know the model, ` +
      `or the text is too long for it. Set ${modelVariable} to another model.`
    );
  }
  if (status === 402 || status === 429) {
    return (
      `is over its limit (status ${status}). Try again later, ` +
      'or raise the limit or credit of the account.'
    );
  }
  if (status >= 500) {
    return `failed (status ${status}). Try again later, or see the log of that server.`;
  }
  return `answered with status ${status}. Check ${baseUrlVariable} and ${modelVariable}.`;
}

export function explainTimeout({ baseUrlVariable }: EndpointWording): string {
  return `did not answer in time. Check its server, and that ${baseUrlVariable} is its address.`;
}

/** The system's code for a failed connection (ECONNREFUSED, ENOTFOUND …), some causes down. */
function findCode(error: unknown): string | undefined {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth++) {
    const { code } = current as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    current = current.cause;
  }
  return undefined;
}
