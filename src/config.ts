import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from './errors.ts';
import { parseOriginRule } from './origins.ts';

/** The program's settings, complete. Read once, from the environment, when the program starts. */
export interface Config {
  port: number;
  host: string;
  /** Absolute path of the folder that is indexed when no path is given. */
  corpusDirectory: string;
  index: {
    /** A directory, or `s3://`, `gs://`, `az://`, `db://`. */
    uri: string;
    /** True for the program's own default, which it may rebuild without being asked. */
    isDefault: boolean;
    isLocal: boolean;
  };
  /** Whether the index keeps the files that documents were read from, to be shown and downloaded. */
  keepOriginals: boolean;
  /** A model over HTTP for the passage vectors; the built-in one without it. */
  embedding: { model: string; baseUrl: string | undefined; apiKey: string | undefined } | undefined;
  /** A model over HTTP that writes answers; they are quotes without it. */
  chat: ChatConfig | undefined;
  /** What becomes of written sentences that their quotes do not support. */
  unsupported: 'mark' | 'remove';
  /** Below this confidence an answer is withheld. 0 to 1. */
  minimumConfidence: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** Whether the log may hold the text of questions. */
  logQuestions: boolean;
  /** Where clients reach this server, without a slash at its end. */
  publicUrl: string | undefined;
  /** The keys of which requests of programs need one; none is needed without any. */
  apiKeys: readonly string[];
  /** Absolute path of the file that readers' feedback is added to; it is only logged without one. */
  feedbackFile: string | undefined;
  /**
   * Whose pages may ask, as `isListed` reads them; undefined leaves it to tokens, and without those
   * to the pages of this server alone.
   */
  allowedOrigins: readonly string[] | undefined;
  /** What the tokens of pages are signed with. */
  embedSecret: string | undefined;
  /** How many proxies that put the client's address into `X-Forwarded-For` stand before this server. */
  trustedProxies: number;
  rateLimit: RateLimit;
}

export interface RateLimit {
  /** For one address, and for one token; unlimited where undefined. */
  questionsPerMinute: number | undefined;
  /** Whether requests that come from this very machine are counted. */
  countsThisMachine: boolean;
}

export interface ChatConfig {
  model: string;
  baseUrl: string | undefined;
  apiKey: string | undefined;
  /** Until the first text of a reply, all attempts together. */
  firstTokenMilliseconds: number;
  replyMilliseconds: number;
  replyTokens: number;
  /** Of one process; unlimited where undefined. */
  dailyTokens: number | undefined;
  dailyTokensPerClient: number | undefined;
  /** Replies that may be written at the same time, and questions that may wait for their turn. */
  concurrency: number;
  queue: number;
}

/** Every setting that cannot be used, in one error. */
export class ConfigError extends UserError {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `${problems.length === 1 ? 'A setting' : `${problems.length} settings`} cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

export const defaultIndexDirectory = 'data/index';
const defaultFeedbackFile = 'data/feedback.jsonl';

/**
 * Quotes show themselves what they say, so leaving out an answer that stands costs more than showing
 * one that is weak: by `npm run fit`, .15 shows .87 of the right answers and declines .67 of questions
 * whose paragraph was taken out; .3 would be .75 and .87.
 */
const defaultMinimumConfidence = 0.15;

const localPath = z
  .string()
  .refine((path) => !path.includes('\0'), 'must be a path without NUL characters');

const indexUri = z
  .string()
  .refine((uri) => !uri.includes('\0'), 'must be a path without NUL characters')
  .refine(
    (uri) => !/^[a-z][a-z0-9+.-]+:\/\//i.test(uri) || /^(s3|gs|az|db):\/\/./i.test(uri),
    'must be a directory, or start with s3://, gs://, az:// or db://',
  );

const feedbackFile = z
  .string()
  .refine(
    (path) =>
      !path.includes('\0') &&
      !/^[a-z][a-z0-9+.-]+:\/\//i.test(path) &&
      !/(?:^|[\\/])\.{0,2}$/.test(path),
    'must be a file on this machine, or off',
  );

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });

const publicUrl = httpUrl
  .refine((url) => !/[?#@]/.test(url), 'must be an address without ?, # and @')
  .transform((url) => new URL(url).href.replace(/\/+$/, ''));

/** What RFC 6750 lets a bearer token be, and long enough not to be guessed. */
const apiKey = /^[\w.~+/-]{16,}=*$/;

const apiKeys = z
  .string()
  .transform((keys) => keys.split(',').map((key) => key.trim()))
  .refine(
    (keys) => keys.every((key) => apiKey.test(key)) && new Set(keys).size === keys.length,
    'must be different keys, separated by commas, each of at least 16 letters, digits or -._~+/',
  );

const allowedOrigins = z
  .string()
  .transform((origins) => origins.split(',').map((origin) => parseOriginRule(origin.trim())))
  .refine(
    (origins) => origins.every((origin) => origin !== undefined),
    'must be origins, separated by commas, each like https://portal.example.org or https://*.example.org (no path), or null',
  )
  .transform((origins) => [...new Set(origins.filter((origin) => origin !== undefined))]);

/** Bytes; as many as the hash of HS256 has (RFC 7518, 3.2). */
const shortestSecret = 32;

const embedSecret = z
  .string()
  .refine(
    (secret) => Buffer.byteLength(secret) >= shortestSecret,
    `must have at least ${shortestSecret} bytes, such as what "openssl rand -base64 32" gives`,
  );

const onOff = z
  .enum(['on', 'off'], { error: 'must be on or off' })
  .transform((value) => value === 'on');

const numberBetween = (least: number, most: number, message: string) =>
  z
    .string()
    .regex(/^(\d+(\.\d*)?|\.\d+)$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);

/** Node's own fetch gives up on a response after 300 seconds without a byte. */
const mostSilentSeconds = 300;

const seconds = (most: number) =>
  numberBetween(0.1, most, `must be a number of seconds from 0.1 to ${most}`).transform(
    (value) => value * 1000,
  );

const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return numberBetween(least, most, message).refine(Number.isInteger, message);
};

const mostQuestionsPerMinute = 1_000_000;
const rateMessage = `must be a whole number from 1 to ${mostQuestionsPerMinute}, or off`;
const rateLimit = z
  .string()
  .regex(/^(?:off|\d{1,7})$/, rateMessage)
  .transform((value) => (value === 'off' ? undefined : Number(value)))
  .refine(
    (value) => value === undefined || (value >= 1 && value <= mostQuestionsPerMinute),
    rateMessage,
  );

/** Nobody asks faster than every second for a whole minute, and a room behind one address still can. */
const defaultQuestionsPerMinute = 60;

const mostProxies = 20;

const dailyTokens = wholeNumber(0, 1_000_000_000).optional();

const portMessage = 'must be a whole number from 0 to 65535';

const environmentSchema = z.object({
  PORT: numberBetween(0, 65_535, portMessage).refine(Number.isInteger, portMessage).default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_%-]+$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  CORPUS_DIR: localPath.default('corpus'),
  LANCEDB_URI: indexUri.optional(),
  KEEP_ORIGINALS: onOff.default(true),
  CHAT_MODEL: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  CHAT_FIRST_TOKEN_SECONDS: seconds(mostSilentSeconds).default(15_000),
  CHAT_REPLY_SECONDS: seconds(3600).default(60_000),
  CHAT_REPLY_TOKENS: wholeNumber(50, 100_000).default(800),
  CHAT_DAILY_TOKENS: dailyTokens,
  CHAT_DAILY_TOKENS_PER_CLIENT: dailyTokens,
  CHAT_CONCURRENCY: wholeNumber(1, 10_000).default(16),
  CHAT_QUEUE: wholeNumber(0, 100_000).default(32),
  UNSUPPORTED: z.enum(['mark', 'remove'], { error: 'must be mark or remove' }).default('mark'),
  EMBEDDING_MODEL: z.string().optional(),
  EMBEDDING_API_KEY: z.string().optional(),
  EMBEDDING_BASE_URL: httpUrl.optional(),
  MIN_CONFIDENCE: numberBetween(0, 1, 'must be a number from 0 to 1').default(
    defaultMinimumConfidence,
  ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'must be fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
  LOG_QUESTIONS: onOff.default(false),
  PUBLIC_URL: publicUrl.optional(),
  API_KEYS: apiKeys.default([]),
  FEEDBACK_FILE: feedbackFile.default(defaultFeedbackFile),
  ALLOWED_ORIGINS: allowedOrigins.optional(),
  EMBED_SECRET: embedSecret.optional(),
  TRUSTED_PROXIES: wholeNumber(0, mostProxies).default(0),
  RATE_LIMIT: rateLimit.optional(),
});

/**
 * Reads the settings. An empty variable counts as unset.
 * @throws ConfigError that names every problem at once
 */
export function readConfig(
  environment: Record<string, string | undefined>,
  workingDirectory: string = process.cwd(),
): Config {
  const given = Object.fromEntries(
    Object.entries(environment)
      .map(([name, value]) => [name, value?.trim()] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => describe(issue, given));
    throw new ConfigError([...new Set(problems)]);
  }
  const settings = parsed.data;
  const uri = settings.LANCEDB_URI ?? defaultIndexDirectory;
  const isLocal = !/^[a-z][a-z0-9+.-]+:\/\//i.test(uri);
  return {
    port: settings.PORT,
    host: settings.HOST,
    corpusDirectory: resolve(workingDirectory, settings.CORPUS_DIR),
    index: {
      uri: isLocal && !isAbsolute(uri) ? resolve(workingDirectory, uri) : uri,
      isDefault: settings.LANCEDB_URI === undefined,
      isLocal,
    },
    keepOriginals: settings.KEEP_ORIGINALS,
    embedding: settings.EMBEDDING_MODEL
      ? {
          model: settings.EMBEDDING_MODEL,
          baseUrl: settings.EMBEDDING_BASE_URL ?? settings.OPENAI_BASE_URL,
          apiKey: settings.EMBEDDING_API_KEY ?? settings.OPENAI_API_KEY,
        }
      : undefined,
    chat: settings.CHAT_MODEL
      ? {
          model: settings.CHAT_MODEL,
          baseUrl: settings.OPENAI_BASE_URL,
          apiKey: settings.OPENAI_API_KEY,
          firstTokenMilliseconds: settings.CHAT_FIRST_TOKEN_SECONDS,
          replyMilliseconds: settings.CHAT_REPLY_SECONDS,
          replyTokens: settings.CHAT_REPLY_TOKENS,
          dailyTokens: settings.CHAT_DAILY_TOKENS,
          dailyTokensPerClient: settings.CHAT_DAILY_TOKENS_PER_CLIENT,
          concurrency: settings.CHAT_CONCURRENCY,
          queue: settings.CHAT_QUEUE,
        }
      : undefined,
    unsupported: settings.UNSUPPORTED,
    minimumConfidence: settings.MIN_CONFIDENCE,
    logLevel: settings.LOG_LEVEL,
    logQuestions: settings.LOG_QUESTIONS,
    publicUrl: settings.PUBLIC_URL,
    apiKeys: settings.API_KEYS,
    feedbackFile:
      settings.FEEDBACK_FILE === 'off'
        ? undefined
        : resolve(workingDirectory, settings.FEEDBACK_FILE),
    allowedOrigins: settings.ALLOWED_ORIGINS,
    embedSecret: settings.EMBED_SECRET,
    trustedProxies: settings.TRUSTED_PROXIES,
    rateLimit: {
      questionsPerMinute:
        given['RATE_LIMIT'] === undefined ? defaultQuestionsPerMinute : settings.RATE_LIMIT,
      countsThisMachine: given['RATE_LIMIT'] !== undefined,
    },
  };
}

/** Secrets are named, never shown. */
function describe(issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  return `${name} ${issue.message}, not ${showValue(name, given[name] ?? '')}.`;
}

const longestShown = 100;

/** A value as a message may show it: addresses can hold passwords and keys. */
function showValue(name: string, value: string): string {
  if (/KEY|SECRET/.test(name)) return 'the value given';
  const open = value.replace(/^([^/?#]*\/\/)[^/?#]*@/, '$1…@').replace(/[?#].*$/s, '?…');
  const shown = open.length > longestShown ? `${open.slice(0, longestShown)}…` : open;
  return JSON.stringify(shown);
}
