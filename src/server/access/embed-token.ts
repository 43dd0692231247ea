import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parseOrigin } from '../../origins.ts';
import { readToken, type TokenFailure } from './json-web-tokens.ts';

/** What a portal's server says of the page that it has made a token for. */
export interface EmbedToken {
  /** Of the page, in one form. */
  origin: string;
  /** Stands for the user, or for the token where it names none. */
  account: string;
  /** Ids of the documents that exist for its holder; all of them when absent. */
  documents: readonly string[] | undefined;
}

export type EmbedTokenReading = { token: EmbedToken } | { problem: TokenProblem };

export interface TokenProblem {
  /** One word, for programs. */
  reason: TokenFailure | 'other-origin';
  /** What was given and what to do. */
  detail: string;
}

const longestHours = 24;
/** By how much the clocks of the portal's server and this one may differ. */
const toleranceSeconds = 60;

const claimsSchema = z.object({
  origin: z
    .string({ error: 'has to be the origin of the page, such as https://portal.example.org' })
    .transform((text, context) => {
      const origin = parseOrigin(text);
      if (origin !== undefined) return origin;
      context.addIssue('has to be the origin of the page, such as https://portal.example.org');
      return z.NEVER;
    }),
  exp: z.number({ error: 'has to be the time at which it runs out, in seconds since 1970' }),
  sub: z.string({ error: 'has to be a string' }).min(1, 'must not be empty').optional(),
  documents: z
    .array(z.string({ error: 'has to be the id of a document' }), {
      error: 'has to be a list of document ids',
    })
    .optional(),
});

const failures: Readonly<Record<Exclude<TokenFailure, 'expired'>, string>> = {
  malformed:
    'What was given as a token is no JSON Web Token. Send "Authorization: Bearer TOKEN", with a token that the page’s own server has made.',
  forged:
    'The token’s signature does not hold. The page’s own server has to sign it with HS256 and the EMBED_SECRET of this server.',
  early: 'The token is not valid yet. Compare the clocks of the page’s own server and of this one.',
  claims: 'In the token the claims exp, nbf and iat have to be numbers: seconds since 1970.',
};

/** @param now milliseconds since 1970 */
export async function readEmbedToken(
  text: string,
  secret: string,
  now: number,
): Promise<EmbedTokenReading> {
  const key = new TextEncoder().encode(secret);
  const reading = await readToken(text, { key, now: new Date(now), toleranceSeconds });
  if ('failure' in reading) return { problem: describeFailure(reading.failure) };
  const parsed = claimsSchema.safeParse(reading.claims);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    return claimsProblem(`In the token the claim ${issues.join(', and ')}.`);
  }
  const { origin, exp, sub, documents } = parsed.data;
  if (exp > now / 1000 + longestHours * 3600 + toleranceSeconds) {
    return claimsProblem(
      `The token runs for longer than ${longestHours} hours. Let exp be sooner.`,
    );
  }
  const account =
    sub === undefined ? `token ${digestOf(signedPart(text))}` : `user ${origin} ${sub}`;
  return { token: { origin, account, documents } };
}

/** All but the signature, which can be written in several ways. */
const signedPart = (token: string): string => token.slice(0, token.lastIndexOf('.'));

function describeFailure(failure: TokenFailure): TokenProblem {
  const detail =
    failure === 'expired'
      ? 'The token has run out. The page has to get a new one from its own server.'
      : failures[failure];
  return { reason: failure, detail };
}

const claimsProblem = (detail: string): EmbedTokenReading => ({
  problem: { reason: 'claims', detail },
});

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
