import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSmallCorpus } from '../../support/small-corpus.ts';
import { startTestServer, type TestServer } from '../../support/start-test-server.ts';

let local: TestServer;
let named: TestServer;
let everywhere: TestServer;
beforeAll(async () => {
  const corpus = await writeSmallCorpus();
  const launch = (environment: Record<string, string>) => startTestServer({ corpus, environment });
  local = await launch({});
  named = await launch({ PUBLIC_URL: 'https://answers.example.org' });
  everywhere = await launch({ HOST: '0.0.0.0' });
});
afterAll(async () => {
  for (const server of [local, named, everywhere]) await server?.close();
});

/** `fetch` sends the name that it connects to, whatever it is told. */
function ask({ url }: TestServer, path: string, host: string) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    get(url + path, { headers: { Host: host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece) => {
        body += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }).on('error', reject);
  });
}

const rebound = ['stranger.example', 'localhost.stranger.example', '127.0.0.1.stranger.example'];

describe('a server that listens on its own machine', () => {
  test('does not answer under names that somebody else has led to it', async () => {
    for (const host of [...rebound, '10.0.0.1', '[2001:db8::1]', 'answers.example.org']) {
      for (const path of ['/', '/api/documents', '/readyz', '/documents/x']) {
        const { status, body } = await ask(local, path, host);
        expect({ host, path, status }).toEqual({ host, path, status: 403 });
        expect(JSON.parse(body)).toMatchObject({ type: '/problems/origin-not-allowed' });
        expect(JSON.parse(body).detail).toContain('PUBLIC_URL');
      }
      expect((await ask(local, '/healthz', host)).status).toBe(200);
    }
  });

  test('answers under the names of its machine', async () => {
    const port = new URL(local.url).port;
    const hosts = ['localhost', `localhost:${port}`, 'LOCALHOST', 'chat.localhost:1', '127.0.0.1'];
    for (const host of [...hosts, '127.1.2.3:80', '[::1]:3000']) {
      expect({ host, status: (await ask(local, '/', host)).status }).toEqual({ host, status: 200 });
    }
  });

  test('answers under the name that others reach it by', async () => {
    for (const host of ['answers.example.org', 'Answers.example.org:443', 'localhost']) {
      expect((await ask(named, '/', host)).status).toBe(200);
    }
    for (const host of [...rebound, 'www.answers.example.org']) {
      expect((await ask(named, '/', host)).status).toBe(403);
    }
  });
});

test('a server that listens for all answers under any name', async () => {
  for (const host of ['stranger.example', '10.0.0.1']) {
    expect((await ask(everywhere, '/', host)).status).toBe(200);
  }
});
