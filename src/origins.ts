/** What a browser sends as the origin of a sandboxed frame or a file. */
export const opaqueOrigin = 'null';

/**
 * An origin as browsers write it: scheme and host in small letters, in ASCII, the port only where it
 * is not the scheme's own. Undefined for anything else than `http(s)://host[:port]` or `null`.
 */
export function parseOrigin(text: string): string | undefined {
  if (text === opaqueOrigin) return text;
  if (!/^https?:\/\/[^/?#@\\\s]+$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).origin;
}

/** The host of an origin with its port, where it is not the scheme's own; undefined for `null`. */
export const hostOf = (origin: string): string | undefined =>
  origin === opaqueOrigin ? undefined : new URL(origin).host;

const anySubdomain = '*.';

/**
 * An entry of a list of origins, in one form: an origin, or one with `*.` for all the names below a
 * name. Undefined where it is neither, or would stand for all names of a top-level domain.
 */
export function parseOriginRule(text: string): string | undefined {
  const [scheme = '', name] = text.split(`//${anySubdomain}`, 2);
  if (name === undefined) return text.includes('*') ? undefined : parseOrigin(text);
  const origin = parseOrigin(`${scheme}//${name}`);
  if (!origin || name.includes('*')) return undefined;
  const { hostname } = new URL(origin);
  const isNarrow = hostname === 'localhost' || /^[^.].*\.[^.]*[a-z][^.]*$/.test(hostname);
  return isNarrow ? origin.replace('//', `//${anySubdomain}`) : undefined;
}

/** Whether one of the rules stands for an origin. `*.example.org` does not stand for `example.org`. */
export function isListed(origin: string, rules: readonly string[]): boolean {
  return rules.some((rule) => {
    const [scheme = '', name] = rule.split(anySubdomain, 2);
    if (name === undefined) return rule === origin;
    return origin.startsWith(scheme) && origin.endsWith(`.${name}`);
  });
}
