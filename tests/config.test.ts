import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Config, ConfigError, readConfig } from '../src/config.ts';

const folder = resolve('/some/folder');

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment, folder);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  test('have defaults that keep everything on this machine', () => {
    expect(readConfig({}, folder)).toEqual({
      port: 3000,
      host: '127.0.0.1',
      corpusDirectory: join(folder, 'corpus'),
      index: { uri: join(folder, 'data/index'), isDefault: true, isLocal: true },
      keepOriginals: true,
      embedding: undefined,
      chat: undefined,
      unsupported: 'mark',
      minimumConfidence: expect.any(Number),
      logLevel: 'info',
      logQuestions: false,
      publicUrl: undefined,
      apiKeys: [],
      feedbackFile: join(folder, 'data/feedback.jsonl'),
      allowedOrigins: undefined,
      embedSecret: undefined,
      trustedProxies: 0,
      rateLimit: { questionsPerMinute: 60, countsThisMachine: false },
    } satisfies Config);
  });

  test('count as unset where they are empty or white space', () => {
    const names = ['PORT', 'HOST', 'CORPUS_DIR', 'LANCEDB_URI', 'MIN_CONFIDENCE', 'LOG_LEVEL'];
    const more = ['EMBEDDING_MODEL', 'EMBEDDING_BASE_URL', 'OPENAI_API_KEY', 'LOG_QUESTIONS'];
    for (const value of ['', ' ', '\t\n']) {
      const empty = Object.fromEntries([...names, ...more].map((name) => [name, value]));
      expect(readConfig(empty, folder)).toEqual(readConfig({}, folder));
    }
  });

  const taken: [name: string, value: string, config: Partial<Config>][] = [
    ['PORT', '0', { port: 0 }],
    ['PORT', ' 65535 ', { port: 65_535 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
    ['HOST', '::1', { host: '::1' }],
    ['HOST', 'chat.example.org', { host: 'chat.example.org' }],
    ['CORPUS_DIR', 'docs', { corpusDirectory: join(folder, 'docs') }],
    ['CORPUS_DIR', '/docs', { corpusDirectory: resolve('/docs') }],
    [
      'LANCEDB_URI',
      'data/index',
      { index: { uri: join(folder, 'data/index'), isDefault: false, isLocal: true } },
    ],
    ['LANCEDB_URI', 's3://b/i', { index: { uri: 's3://b/i', isDefault: false, isLocal: false } }],
    ['LANCEDB_URI', 'gs://b/i', { index: { uri: 'gs://b/i', isDefault: false, isLocal: false } }],
    ['LANCEDB_URI', 'az://b', { index: { uri: 'az://b', isDefault: false, isLocal: false } }],
    ['LANCEDB_URI', 'db://b', { index: { uri: 'db://b', isDefault: false, isLocal: false } }],
    ['MIN_CONFIDENCE', '0', { minimumConfidence: 0 }],
    ['MIN_CONFIDENCE', '1.0', { minimumConfidence: 1 }],
    ['MIN_CONFIDENCE', '.25', { minimumConfidence: 0.25 }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['LOG_QUESTIONS', 'on', { logQuestions: true }],
    ['LOG_QUESTIONS', 'off', { logQuestions: false }],
    ['UNSUPPORTED', 'remove', { unsupported: 'remove' }],
    ['PUBLIC_URL', 'https://docs.example.org', { publicUrl: 'https://docs.example.org' }],
    ['PUBLIC_URL', 'HTTP://a:81/ask me/', { publicUrl: 'http://a:81/ask%20me' }],
    ['API_KEYS', 'k'.repeat(16), { apiKeys: ['k'.repeat(16)] }],
    [
      'API_KEYS',
      'aZ09-._~+/aZ09-.== , sk-another-key-of-ours',
      { apiKeys: ['aZ09-._~+/aZ09-.==', 'sk-another-key-of-ours'] },
    ],
    ['FEEDBACK_FILE', 'kept/judged.jsonl', { feedbackFile: join(folder, 'kept/judged.jsonl') }],
    ['FEEDBACK_FILE', '/var/feedback', { feedbackFile: resolve('/var/feedback') }],
    ['FEEDBACK_FILE', 'off', { feedbackFile: undefined }],
    [
      'ALLOWED_ORIGINS',
      'HTTPS://Portal.Example.org:443 ,http://localhost:8080, https://*.Example.org:8443,null,null',
      {
        allowedOrigins: [
          'https://portal.example.org',
          'http://localhost:8080',
          'https://*.example.org:8443',
          'null',
        ],
      },
    ],
    ['EMBED_SECRET', 's'.repeat(32), { embedSecret: 's'.repeat(32) }],
    ['EMBED_SECRET', 'ß'.repeat(16), { embedSecret: 'ß'.repeat(16) }],
    ['TRUSTED_PROXIES', '2', { trustedProxies: 2 }],
    ['RATE_LIMIT', '60', { rateLimit: { questionsPerMinute: 60, countsThisMachine: true } }],
    [
      'RATE_LIMIT',
      'off',
      { rateLimit: { questionsPerMinute: undefined, countsThisMachine: true } },
    ],
  ];
  test.each(taken)('take %s=%s', (name, value, config) => {
    expect(readConfig({ [name]: value }, folder)).toMatchObject(config);
  });

  test('of a chat model mean nothing without it, and have defaults with it', () => {
    const openAi = { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: 'http://localhost:1/v1' };
    expect(readConfig({ ...openAi, CHAT_DAILY_TOKENS: '5' }, folder).chat).toBeUndefined();
    const chat = { CHAT_MODEL: 'm', CHAT_FIRST_TOKEN_SECONDS: '2.5', CHAT_DAILY_TOKENS: '5' };
    expect(readConfig({ ...openAi, ...chat }, folder).chat).toEqual({
      model: 'm',
      apiKey: 'key',
      baseUrl: 'http://localhost:1/v1',
      firstTokenMilliseconds: 2500,
      replyMilliseconds: 60_000,
      replyTokens: 800,
      dailyTokens: 5,
      dailyTokensPerClient: undefined,
      concurrency: 16,
      queue: 32,
    });
  });

  test('of the embedding model fall back to those of OpenAI, and mean nothing without it', () => {
    const openAi = { OPENAI_API_KEY: 'key', OPENAI_BASE_URL: 'http://localhost:1/v1' };
    expect(readConfig(openAi, folder).embedding).toBeUndefined();
    expect(readConfig({ ...openAi, EMBEDDING_MODEL: 'm' }, folder).embedding).toEqual({
      model: 'm',
      apiKey: 'key',
      baseUrl: 'http://localhost:1/v1',
    });
    const own = {
      EMBEDDING_MODEL: 'm',
      EMBEDDING_API_KEY: 'k',
      EMBEDDING_BASE_URL: 'https://e/v1',
    };
    expect(readConfig({ ...openAi, ...own }, folder).embedding).toEqual({
      model: 'm',
      apiKey: 'k',
      baseUrl: 'https://e/v1',
    });
  });
});

describe('a wrong setting', () => {
  const port = 'a whole number from 0 to 65535';
  const address = 'an http:// or https:// address';
  const uri = 'a directory, or start with s3://, gs://, az:// or db://';
  const origins =
    'origins, separated by commas, each like https://portal.example.org or https://*.example.org (no path), or null';
  const rate = 'a whole number from 1 to 1000000, or off';
  const refused: [name: string, value: string, needs: string][] = [
    ['PORT', 'abc', port],
    ['PORT', '65536', port],
    ['PORT', '-1', port],
    ['PORT', '80.5', port],
    ['PORT', '99999.5', port],
    ['PORT', '1e3', port],
    ['PORT', '0x50', port],
    ['PORT', '３０００', port],
    ['HOST', 'a b', 'a host name or an IP address'],
    ['HOST', 'http://localhost', 'a host name or an IP address'],
    ['MIN_CONFIDENCE', '1.1', 'a number from 0 to 1'],
    ['MIN_CONFIDENCE', '-0.1', 'a number from 0 to 1'],
    ['MIN_CONFIDENCE', '0,5', 'a number from 0 to 1'],
    ['MIN_CONFIDENCE', '50%', 'a number from 0 to 1'],
    ['MIN_CONFIDENCE', 'NaN', 'a number from 0 to 1'],
    ['MIN_CONFIDENCE', '.', 'a number from 0 to 1'],
    ['OPENAI_BASE_URL', 'localhost:11434', address],
    ['OPENAI_BASE_URL', 'ftp://host/v1', address],
    ['EMBEDDING_BASE_URL', '/v1', address],
    ['PUBLIC_URL', 'docs.example.org', address],
    ['PUBLIC_URL', 'ftp://docs.example.org', address],
    ['LANCEDB_URI', 'http://host/index', uri],
    ['LANCEDB_URI', 's3://', uri],
    ['LANCEDB_URI', 'postgres://host/index', uri],
    ['LANCEDB_URI', 'a\0b', 'a path without NUL characters'],
    ['CORPUS_DIR', 'a\0b', 'a path without NUL characters'],
    ['LOG_LEVEL', 'verbose', 'fatal, error, warn, info, debug, trace or silent'],
    ['LOG_LEVEL', 'INFO', 'fatal, error, warn, info, debug, trace or silent'],
    ['LOG_QUESTIONS', 'true', 'on or off'],
    ['LOG_QUESTIONS', '1', 'on or off'],
    ['FEEDBACK_FILE', 's3://bucket/feedback.jsonl', 'a file on this machine, or off'],
    ['FEEDBACK_FILE', 'data/', 'a file on this machine, or off'],
    ['FEEDBACK_FILE', '..', 'a file on this machine, or off'],
    ['FEEDBACK_FILE', 'a\0b', 'a file on this machine, or off'],
    ['ALLOWED_ORIGINS', 'portal.example.org', origins],
    ['ALLOWED_ORIGINS', 'https://portal.example.org/', origins],
    ['ALLOWED_ORIGINS', 'https://portal.example.org/path', origins],
    ['ALLOWED_ORIGINS', 'https://a.example,,https://b.example', origins],
    ['ALLOWED_ORIGINS', 'https://*.org', origins],
    ['ALLOWED_ORIGINS', 'https://*.1.2.3.4', origins],
    ['ALLOWED_ORIGINS', 'https://*', origins],
    ['ALLOWED_ORIGINS', 'https://www.*.example.org', origins],
    ['ALLOWED_ORIGINS', 'https://*.*.example.org', origins],
    ['ALLOWED_ORIGINS', 'ftp://portal.example.org', origins],
    ['ALLOWED_ORIGINS', '*', origins],
    ['TRUSTED_PROXIES', '-1', 'a whole number from 0 to 20'],
    ['TRUSTED_PROXIES', 'nginx', 'a whole number from 0 to 20'],
    ['TRUSTED_PROXIES', '10.0.0.1', 'a whole number from 0 to 20'],
    ['RATE_LIMIT', '0', rate],
    ['RATE_LIMIT', 'on', rate],
    ['RATE_LIMIT', '1.5', rate],
    ['RATE_LIMIT', '60/m', rate],
    ['RATE_LIMIT', '1000001', rate],
  ];
  test.each(refused)('%s=%j is named with what it must be', (name, value, needs) => {
    expect(problemsOf({ [name]: value })).toEqual([
      `${name} must be ${needs}, not ${JSON.stringify(value)}.`,
    ]);
  });

  test.each([
    'fifteen-letters',
    'long-enough-a-key-1,fifteen-letters',
    'a key with spaces in it',
    'long-enough-a-key-ü',
    'long-enough-a-key-1,long-enough-a-key-2,long-enough-a-key-1',
    'long-enough-a-key-1,,long-enough-a-key-2',
    'long-enough-a-key-1,',
    ',',
  ])('API_KEYS=%j is named without being shown', (keys) => {
    expect(problemsOf({ API_KEYS: keys })).toEqual([
      'API_KEYS must be different keys, separated by commas, each of at least 16 letters, digits or -._~+/, not the value given.',
    ]);
  });

  test('EMBED_SECRET that is too short is named without being shown', () => {
    const secret = 'only-thirty-one-bytes-are-in-it';
    expect(problemsOf({ EMBED_SECRET: secret })).toEqual([
      'EMBED_SECRET must have at least 32 bytes, such as what "openssl rand -base64 32" gives, not the value given.',
    ]);
    expect(problemsOf({ EMBED_SECRET: `${secret}.` })).toEqual([]);
  });

  test('is told together with all others, a line each', () => {
    const environment = Object.fromEntries(refused.map(([name, value]) => [name, value]));
    const problems = problemsOf(environment);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
      'PORT',
      'HOST',
      'CORPUS_DIR',
      'LANCEDB_URI',
      'OPENAI_BASE_URL',
      'EMBEDDING_BASE_URL',
      'MIN_CONFIDENCE',
      'LOG_LEVEL',
      'LOG_QUESTIONS',
      'PUBLIC_URL',
      'FEEDBACK_FILE',
      'ALLOWED_ORIGINS',
      'TRUSTED_PROXIES',
      'RATE_LIMIT',
    ]);
    expect(() => readConfig(environment)).toThrow(
      `${problems.length} settings cannot be used:\n  ${problems.join('\n  ')}`,
    );
    expect(() => readConfig({ PORT: 'x' })).toThrow('A setting cannot be used:\n  PORT must');
  });

  test('is shown without the secrets that it may hold', () => {
    const problems = problemsOf({
      OPENAI_BASE_URL: 'ftp://user:password@host/v1?api-key=secret#token',
      LANCEDB_URI: 'postgres://user:password@host/index',
      OPENAI_API_KEY: 'sk-secret',
      EMBEDDING_API_KEY: 'sk-secret',
      PUBLIC_URL: 'https://user:password@host/?token=secret',
      PORT: 'x',
    }).join('\n');
    expect(problems).not.toMatch(/password|secret|token|user/);
    expect(problems).toContain('not "ftp://…@host/v1?…".');
    expect(problems).toContain('not "postgres://…@host/index".');
  });

  test('is shown in part where it is long', () => {
    expect(problemsOf({ PORT: 'x'.repeat(100_000) })[0]?.length).toBeLessThan(200);
  });
});
