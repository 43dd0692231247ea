import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeToken, type TokenParts } from '../../support/make-token.ts';
import { type Ask, openTestApps, type TestApps } from '../../support/open-test-apps.ts';
import { problemSchema } from '../../support/wire-schema.ts';

const secret = 'a secret of thirty-two bytes or more';
const key = 'a-key-for-tests-only';
const portal = 'https://portal.example.org';
const stranger = 'https://stranger.example';
const now = Date.UTC(2026, 0, 15, 12) / 1000;
const hour = 3600;

let apps: TestApps;
let ask: Ask;
beforeAll(async () => {
  apps = await openTestApps();
  ask = apps.open({ embedSecret: secret, apiKeys: [key], currentTime: () => now * 1000 });
});
afterAll(() => apps?.close());

const claims = { origin: portal, exp: now + hour };
const tokenOf = (more: object = {}, parts?: TokenParts) =>
  makeToken({ ...claims, ...more }, secret, parts);

const withToken = (token: string | undefined, origin: string | undefined = portal) => ({
  ...(origin === undefined ? {} : { Origin: origin }),
  ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
});

const paths = [
  '/api/documents',
  '/api/search?q=pier',
  '/api/starters',
  '/api/documents/none',
  '/v1/models',
];

describe('a token', () => {
  test('lets the page in that it is for, everywhere', async () => {
    for (const path of ['/api/documents', '/api/search?q=pier', '/readyz', '/v1/models']) {
      const response = await ask(path, { headers: withToken(tokenOf()) });
      expect({ path, status: response.status }).toEqual({ path, status: 200 });
      expect(response.headers.get('access-control-allow-origin')).toBe(portal);
    }
    const body = { question: 'Who built the north pier?' };
    expect((await ask('/api/ask', { headers: withToken(tokenOf()), body })).status).toBe(200);
  });

  test.each([
    ['with a user and documents', { sub: 'u-1', documents: [] }],
    ['that says more than is asked', { iss: 'portal', iat: now, nbf: now, jti: '1', admin: true }],
    ['of which the clock is a little behind', { exp: now - 59 }],
    ['for a page whose origin is written otherwise', { origin: 'HTTPS://Portal.Example.org:443' }],
    ['for a whole day', { exp: now + 24 * hour }],
  ])('%s lets in', async (_, more) => {
    const response = await ask('/api/documents', { headers: withToken(tokenOf(more)) });
    expect(response.status).toBe(200);
  });

  const other = 'another secret of thirty-two bytes or more';
  const refused: [string, string | undefined, string, RegExp][] = [
    ['missing', undefined, '', /A token or a key is needed/],
    ['no token', 'abcdef', 'malformed', /no JSON Web Token/],
    ['half a token', tokenOf().split('.').slice(0, 2).join('.'), 'malformed', /no JSON Web Token/],
    ['signed with another secret', makeToken(claims, other), 'forged', /signature/],
    ['signed with nothing', makeToken(claims, ''), 'forged', /signature/],
    ['of alg none', tokenOf({}, { header: { alg: 'none' }, signature: '' }), 'forged', /HS256/],
    ['of alg None', tokenOf({}, { header: { alg: 'None' }, signature: '' }), 'forged', /HS256/],
    ['of alg none, signed', tokenOf({}, { header: { alg: 'none' } }), 'forged', /HS256/],
    [
      'of another alg',
      tokenOf({}, { header: { alg: 'HS512' }, hash: 'sha512' }),
      'forged',
      /HS256/,
    ],
    ['of an alg with a public key', tokenOf({}, { header: { alg: 'RS256' } }), 'forged', /HS256/],
    ['without alg', tokenOf({}, { header: { typ: 'JWT' } }), 'malformed', /no JSON Web Token/],
    [
      'with a key of its own',
      makeToken(claims, other, { header: { alg: 'HS256', jwk: { kty: 'oct', k: 'YQ' } } }),
      'forged',
      /signature/,
    ],
    [
      'with a demand that is not known',
      tokenOf({}, { header: { alg: 'HS256', crit: ['b64'], b64: false } }),
      'malformed',
      /no JSON Web Token/,
    ],
    ['without a signature', tokenOf({}, { signature: '' }), 'forged', /signature/],
    [
      'changed after it was signed',
      [
        tokenOf().split('.')[0],
        Buffer.from(JSON.stringify({ ...claims, exp: now + 9 * hour })).toString('base64url'),
        tokenOf().split('.')[2],
      ].join('.'),
      'forged',
      /signature/,
    ],
    ['run out', tokenOf({ exp: now - 61 }), 'expired', /has run out/],
    ['for later', tokenOf({ nbf: now + 120 }), 'early', /not valid yet/],
    ['for more than a day', tokenOf({ exp: now + 24 * hour + 61 }), 'claims', /24 hours/],
    ['without exp', tokenOf({ exp: undefined }), 'claims', /the claim exp/],
    ['with a date as exp', tokenOf({ exp: '2030-01-01' }), 'claims', /exp, nbf and iat/],
    ['without origin', tokenOf({ origin: undefined }), 'claims', /the claim origin/],
    ['for all origins', tokenOf({ origin: '*' }), 'claims', /the claim origin/],
    ['for a page with its path', tokenOf({ origin: `${portal}/` }), 'claims', /the claim origin/],
    ['for a list of origins', tokenOf({ origin: [portal] }), 'claims', /the claim origin/],
    ['with a number as user', tokenOf({ sub: 1 }), 'claims', /the claim sub/],
    ['with one document', tokenOf({ documents: 'a' }), 'claims', /the claim documents/],
    ['with numbers as documents', tokenOf({ documents: [1] }), 'claims', /documents\.0/],
    ['of a list', makeToken([claims], secret), 'malformed', /no JSON Web Token/],
    ['for another page', tokenOf({ origin: stranger }), 'other-origin', /for a page of .*stranger/],
    ['for an opaque page', tokenOf({ origin: 'null' }), 'other-origin', /for a page of null/],
  ];

  test.each(refused)('%s is refused, and the page reads why', async (_, token, reason, detail) => {
    for (const path of paths.slice(0, 4)) {
      const response = await ask(path, { headers: withToken(token) });
      expect(response.status).toBe(401);
      expect(response.headers.get('access-control-allow-origin')).toBe(portal);
      expect(response.headers.get('vary')).toMatch(/\bOrigin\b/);
      expect(response.headers.get('www-authenticate')).toBe(
        reason === '' ? 'Bearer' : `Bearer error="invalid_token", error_description="${reason}"`,
      );
      const problem = problemSchema.parse(await response.json());
      expect(problem.type).toBe('/problems/unauthorized');
      expect(problem.detail).toMatch(detail);
      expect(problem.detail).not.toContain(secret);
    }
    const completions = await ask('/v1/models', { headers: withToken(token) });
    expect(completions.status).toBe(401);
    expect(await completions.json()).toMatchObject({ error: { code: 'invalid_api_key' } });
  });

  test.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer ', 'Bearer a b', 'Token abc'])(
    'sent as %j is refused',
    async (authorization) => {
      const headers = { Origin: portal, Authorization: authorization };
      expect((await ask('/api/documents', { headers })).status).toBe(401);
    },
  );

  test('is refused to the page of another origin', async () => {
    for (const origin of [stranger, 'null', 'http://portal.example.org', `${portal}:8443`]) {
      const response = await ask('/api/documents', { headers: withToken(tokenOf(), origin) });
      expect(response.status).toBe(401);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(problemSchema.parse(await response.json()).detail).toContain(origin);
    }
  });

  test('is taken from programs, and from pages of this server that it is for', async () => {
    const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
    const own = { 'Sec-Fetch-Site': 'same-origin' };
    const status = async (headers: Record<string, string>) =>
      (await ask('/api/documents', { headers })).status;
    expect(await status(bearer(tokenOf()))).toBe(200);
    expect(await status({ ...bearer(tokenOf()), ...own })).toBe(401);
    expect(await status({ ...bearer(tokenOf({ origin: 'http://localhost' })), ...own })).toBe(200);
  });

  test('is needed also by the pages of this server', async () => {
    for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { Origin: 'http://localhost' }]) {
      expect((await ask('/api/documents', { headers })).status).toBe(401);
    }
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask('/readyz')).status).toBe(200);
  });

  test('is refused to a page that asks whether the server is ready without it', async () => {
    expect((await ask('/readyz', { headers: { Origin: stranger } })).status).toBe(401);
  });
});

describe('beside a list of origins', () => {
  const listed = () =>
    apps.open({
      embedSecret: secret,
      apiKeys: [key],
      allowedOrigins: [portal],
      currentTime: () => now * 1000,
    });

  test('a token lets in the pages that are on it alone', async () => {
    const strange = tokenOf({ origin: stranger });
    const tries: [Record<string, string>, number][] = [
      [withToken(tokenOf()), 200],
      [withToken(undefined), 401],
      [withToken(strange, stranger), 403],
      [withToken(tokenOf(), stranger), 403],
      [{ Authorization: `Bearer ${strange}` }, 403],
      [withToken(tokenOf({ origin: 'http://localhost' }), 'http://localhost'), 200],
    ];
    for (const [headers, status] of tries) {
      expect((await listed()('/api/documents', { headers })).status).toBe(status);
    }
  });
});

describe('a key', () => {
  test('is as good as a token, but for pages that nobody has named', async () => {
    const bearer = { Authorization: `Bearer ${key}` };
    expect((await ask('/api/documents', { headers: bearer })).status).toBe(200);
    const page = { ...bearer, Origin: stranger };
    const response = await ask('/api/documents', { headers: page });
    expect(response.status).toBe(403);
    expect(problemSchema.parse(await response.json()).type).toBe('/problems/origin-not-allowed');
  });
});
