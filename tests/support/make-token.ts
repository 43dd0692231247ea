import { createHmac } from 'node:crypto';

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export interface TokenParts {
  header?: Record<string, unknown>;
  /** Of the HMAC. */
  hash?: 'sha256' | 'sha384' | 'sha512';
  /** In place of one that is made. */
  signature?: string;
}

/** A JSON Web Token written by hand, so that it can be one that no library would make. */
export function makeToken(
  claims: unknown,
  secret: string,
  { header = { alg: 'HS256', typ: 'JWT' }, hash = 'sha256', signature }: TokenParts = {},
): string {
  const content = `${encode(header)}.${encode(claims)}`;
  const signed = createHmac(hash, secret).update(content).digest('base64url');
  return `${content}.${signature ?? signed}`;
}
