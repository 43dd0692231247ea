/** Gives the token that requests carry. */
export interface TokenSource {
  /** The one in use; undefined before there is any. */
  current(): string | undefined;
  /** Asks the page for another one; undefined where it has none to give. Never throws. */
  renew(): Promise<string | undefined>;
}

/** Milliseconds; a page that has given no token by then will not give one. */
const deadline = 20_000;

/**
 * Takes tokens from the element's attribute `token`, from whoever answers the event
 * `verbatim-token`, or from the page's own server at `token-url`. Requests that find their token
 * run out at the same time wait for the same new one.
 */
export function createTokenSource(
  element: HTMLElement,
  dispatch: (name: string, detail: unknown) => void,
): TokenSource {
  let attribute: string | null = null;
  let token: string | undefined;
  let renewing: Promise<string | undefined> | undefined;

  const fetchToken = async () => {
    let answer: unknown;
    const respondWith = (value: unknown) => {
      answer = value;
    };
    dispatch('verbatim-token', { respondWith });
    const url = element.getAttribute('token-url');
    if (answer === undefined && url) answer = requestToken(new URL(url, document.baseURI));
    return readToken(await Promise.race([answer, failAfter(deadline)]));
  };
  return {
    current() {
      const given = element.getAttribute('token');
      if (given !== attribute) {
        attribute = given;
        token = given ?? undefined;
      }
      return token;
    },
    renew() {
      renewing ??= fetchToken()
        .then((given) => {
          token = given ?? token;
          return given;
        })
        .catch((error: unknown) => {
          console.error('verbatim-chat: the page gave no token.', error);
          return undefined;
        })
        .finally(() => {
          renewing = undefined;
        });
      return renewing;
    },
  };
}

const failAfter = (milliseconds: number): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`None came in ${milliseconds / 1000} s.`)), milliseconds);
  });

async function requestToken(url: URL): Promise<unknown> {
  const response = await fetch(url, { credentials: 'same-origin', cache: 'no-store' });
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}.`);
  const text = await response.text();
  return text.trimStart().startsWith('{') ? JSON.parse(text).token : text;
}

function readToken(answer: unknown): string | undefined {
  if (answer === undefined || answer === null) return undefined;
  if (typeof answer === 'string' && answer.trim()) return answer.trim();
  throw new TypeError('A token is a text that is not empty.');
}
