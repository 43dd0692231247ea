const openAiHost = 'api.openai.com';
const loopback = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The host of an endpoint, OpenAI's own without an address; undefined where it is this machine. */
export function hostElsewhere(baseUrl: string | undefined): string | undefined {
  if (baseUrl === undefined) return openAiHost;
  const { hostname, host } = new URL(baseUrl);
  return loopback.test(hostname) ? undefined : host;
}
