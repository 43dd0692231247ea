import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createApp } from '../../src/server/create-app.ts';
import type { ServiceState } from '../../src/server/service.ts';

/** The lines that requests to a server without an index leave, with a clock that ticks. */
async function linesOf(
  requests: [path: string, init?: RequestInit][],
  state: ServiceState = { readiness: { status: 'starting' }, service: undefined },
): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => lines.push(JSON.parse(line));
  const log = pino({ base: null, level: 'debug' }, { write });
  let time = 0;
  const now = () => {
    time += 12.34;
    return time;
  };
  const app = createApp({ state, assets: new Map(), log, logQuestions: false, now });
  for (const [path, init] of requests) await app.request(path, init);
  return lines.map(({ time: _, ...line }) => line);
}

const debug = 20;
const info = 30;
const error = 50;

test('a request is one line: id, method, path, status, time', async () => {
  const [line] = await linesOf([['/nowhere?secret=1']]);
  expect(line).toEqual({
    level: info,
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    method: 'GET',
    path: '/nowhere',
    status: 404,
    problem: '/problems/not-found',
    milliseconds: 12.3,
    msg: 'request',
  });
});

test('an id from outside is not taken over', async () => {
  const headers = { 'X-Request-Id': 'forged' };
  const lines = await linesOf([['/nowhere', { headers }]]);
  expect(JSON.stringify(lines)).not.toContain('forged');
});

test('probes are of interest only when debugging, and no error while it starts', async () => {
  const lines = await linesOf([['/healthz'], ['/readyz']]);
  expect(lines.map(({ level, path, status }) => [level, path, status])).toEqual([
    [debug, '/healthz', 200],
    [debug, '/readyz', 503],
  ]);
});

test('what a client did wrong, or too early, is no error of the server', async () => {
  const lines = await linesOf([
    ['/api/ask', { method: 'POST', body: '{' }],
    ['/api/documents'],
    ['/api/starters', { method: 'DELETE' }],
  ]);
  expect(lines.map(({ level, status, problem }) => [level, status, problem])).toEqual([
    [info, 415, '/problems/unsupported-media-type'],
    [info, 503, '/problems/not-ready'],
    [info, 405, '/problems/method-not-allowed'],
  ]);
  expect(lines.some((line) => 'err' in line)).toBe(false);
});

test('what goes wrong in the server is an error with its cause, and the client is not told', async () => {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line)) });
  const state: ServiceState = {
    readiness: { status: 'ready', documents: 1, passages: 1 },
    get service(): never {
      throw new Error('words of a provider');
    },
  };
  const app = createApp({ state, assets: new Map(), log, logQuestions: false });
  const response = await app.request('/api/documents');
  expect(response.status).toBe(500);
  const problem = await response.text();
  expect(problem).not.toMatch(/provider|\.ts|at /);
  expect(lines[0]).toMatchObject({
    level: error,
    status: 500,
    problem: '/problems/internal',
    err: { message: 'words of a provider', stack: expect.stringContaining('.ts') },
  });
  expect(problem).toContain(String(lines[0]?.['id']));
});
