// Proves the README's run command: starts it, asks a question, checks the quote, stops it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const port = '3917';
const url = `http://127.0.0.1:${port}`;
const deadline = AbortSignal.timeout(60_000);
const directory = await mkdtemp(join(tmpdir(), 'verbatim-start-'));
const server = spawn('npm', ['start'], {
  env: { ...process.env, PORT: port, LANCEDB_URI: join(directory, 'index') },
  stdio: ['ignore', 'inherit', 'inherit'],
});
const ended = once(server, 'exit');

try {
  await untilReady();
  const answer = await ask("When does China's Cybersecurity Law take effect?");
  const source = fold(await readFile('corpus/chinas-evolving-cybersecurity-strategy.md', 'utf8'));
  const [first] = answer.citations;
  if (!answer.answered || !first) throw new Error(`Not answered: ${JSON.stringify(answer)}`);
  for (const span of answer.citations.flatMap((citation) => citation.spans)) {
    if (!source.includes(fold(span.text))) throw new Error(`Not in the source: ${span.text}`);
  }
  const page = await fetch(`${url}/`, { signal: deadline });
  if (!page.ok || !(await page.text()).includes('verbatim-chat')) throw new Error('No chat at /.');
  process.stdout.write(`Answered with: ${first.quote}\n`);
} finally {
  server.kill('SIGTERM');
  await ended;
  await rm(directory, { recursive: true, force: true });
}
await untilStopped();

async function untilReady() {
  while (!deadline.aborted && server.exitCode === null) {
    const response = await fetch(`${url}/readyz`, { signal: deadline }).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The server did not become ready.');
}

async function untilStopped() {
  while (!deadline.aborted) {
    const stopped = await fetch(`${url}/healthz`).then(
      () => false,
      () => true,
    );
    if (stopped) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The server went on after SIGTERM.');
}

/** @param {string} question */
async function ask(question) {
  const response = await fetch(`${url}/api/ask`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ question }),
    signal: deadline,
  });
  if (!response.ok) throw new Error(`Status ${response.status}: ${await response.text()}`);
  return /** @type {Promise<import('../src/protocol.ts').Answer>} */ (response.json());
}

/** @param {string} text */
function fold(text) {
  return text.replace(/[*_]/g, '').replace(/\s+/g, ' ');
}
