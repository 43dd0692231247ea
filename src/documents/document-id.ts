import { createHash } from 'node:crypto';

/**
 * A document's id: readable words from its file name and 8 hexadecimal digits of the hash of where
 * it stands, so that files of one name in two folders differ. Safe in a URL path as it is.
 * @param attempt counted from 1; each gives another id for the same place
 */
export function documentId(uri: string, attempt = 1): string {
  const name = (uri.split('/').at(-1) ?? uri).replace(/\.[^.]+$/, '');
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  const place = attempt === 1 ? uri : `${uri}\n${attempt}`;
  const hash = createHash('sha256').update(place).digest('hex').slice(0, 8);
  return slug === '' ? hash : `${slug}-${hash}`;
}
