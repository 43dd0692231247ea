import { hostOf, parseOrigin } from '../../origins.ts';

/** Whose page a request comes from, as far as its browser says. */
export type Page =
  /** None: a program, or a person who followed a link or typed an address. */
  | { kind: 'none' }
  /** One of this server's own; a browser names its origin only with some requests. */
  | { kind: 'own'; origin: string | undefined }
  /** `origin` is in one form, or as it was given where that is no origin. */
  | { kind: 'foreign'; origin: string; isOrigin: boolean }
  /** Another site's, by a request that is not to be read by it, such as for an image. */
  | { kind: 'hidden' };

/** How this server is reached: by the request's own header, and by what the operator has set. */
export interface OwnPlace {
  host: string;
  publicUrl: string | undefined;
}

export function readPage(headers: Headers, own: OwnPlace): Page {
  const given = headers.get('Origin');
  if (given !== null) {
    const origin = parseOrigin(given);
    if (origin && isOwnOrigin(origin, own)) return { kind: 'own', origin };
    return { kind: 'foreign', origin: origin ?? given, isOrigin: origin !== undefined };
  }
  const site = headers.get('Sec-Fetch-Site');
  if (site === 'same-origin') return { kind: 'own', origin: undefined };
  if (site === 'cross-site' || site === 'same-site') {
    return { kind: headers.get('Sec-Fetch-Mode') === 'navigate' ? 'none' : 'hidden' };
  }
  // Browsers send the header above to encrypted and local addresses only, and old ones never.
  return site === null && isOwnReferrer(headers.get('Referer'), own)
    ? { kind: 'own', origin: undefined }
    : { kind: 'none' };
}

/**
 * Whether an origin is this server's. Schemes are not compared: whoever ends TLS in front of it
 * speaks plain HTTP to it.
 */
export function isOwnOrigin(origin: string, { host, publicUrl }: OwnPlace): boolean {
  const originHost = hostOf(origin);
  if (originHost === undefined) return false;
  if (publicUrl !== undefined && new URL(publicUrl).origin === origin) return true;
  const address = `${new URL(origin).protocol}//${host}`;
  return URL.canParse(address) && new URL(address).host === originHost;
}

const isOwnReferrer = (referrer: string | null, own: OwnPlace): boolean =>
  referrer !== null &&
  URL.canParse(referrer) &&
  isOwnOrigin(parseOrigin(new URL(referrer).origin) ?? 'null', own);
