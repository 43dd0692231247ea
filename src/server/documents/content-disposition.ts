/** What no name of a file needs: controls, marks that turn the direction, and what parts folders. */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\ufeff/\\:*?"<>|]+/gu;
/** Some file systems take no more bytes. */
const mostBytes = 200;
/** What `encodeURIComponent` leaves and RFC 8187 does not. */
const leftOver = /['()*]/g;

/**
 * The header `Content-Disposition` for a file to be shown or saved under its own name: RFC 6266, with
 * the name twice, for clients that know RFC 8187 and for those that do not.
 * @param name as it was found, also with folders before it
 */
export function contentDisposition(kind: 'inline' | 'attachment', name: string): string {
  const safe = safeName(name);
  const ascii = safe
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|%/g, '_');
  const encoded = encodeURIComponent(safe).replace(leftOver, percentEncode);
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** A name that stays in the folder it is saved to, is seen there, and is what it looks like. */
function safeName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(unsafe, '_').normalize('NFC');
  const trimmed = clean.replace(/^[.\s]+|[.\s]+$/g, '');
  return trimmed === '' ? 'document' : shorten(trimmed);
}

/** Takes letters from before the extension. */
function shorten(name: string): string {
  const extension = /\.[\w-]{1,16}$/.exec(name)?.[0] ?? '';
  let stem = Array.from(name.slice(0, name.length - extension.length));
  while (Buffer.byteLength(stem.join('')) + extension.length > mostBytes) stem = stem.slice(0, -1);
  return stem.join('') + extension;
}

const percentEncode = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
