import { errors, jwtVerify, SignJWT } from 'jose';

/** The one algorithm that is signed with and taken. */
const algorithm = 'HS256';

export type TokenFailure =
  /** It is no JSON Web Token. */
  | 'malformed'
  /** It was signed with another secret or by another algorithm, or not at all, or was changed. */
  | 'forged'
  | 'expired'
  /** It is for later. */
  | 'early'
  /** Its times are no numbers. */
  | 'claims';

export type TokenReading = { claims: Record<string, unknown> } | { failure: TokenFailure };

export interface ReadTokenOptions {
  key: Uint8Array;
  now: Date;
  /** By how many seconds the clocks of two machines may differ. */
  toleranceSeconds?: number;
}

/** Checks signature and times of a token. Whatever else its claims say is left to the caller. */
export async function readToken(
  token: string,
  { key, now, toleranceSeconds = 0 }: ReadTokenOptions,
): Promise<TokenReading> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      currentDate: now,
      clockTolerance: toleranceSeconds,
    });
    return { claims: payload };
  } catch (error) {
    if (error instanceof errors.JOSEError) return { failure: failureOf(error) };
    throw error;
  }
}

function failureOf(error: errors.JOSEError): TokenFailure {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === 'nbf' && error.reason === 'check_failed' ? 'early' : 'claims';
  }
  const isForged =
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JOSEAlgNotAllowed;
  return isForged ? 'forged' : 'malformed';
}

export async function signToken(claims: Record<string, unknown>, key: Uint8Array): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: algorithm, typ: 'JWT' }).sign(key);
}
