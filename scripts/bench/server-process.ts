import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../src/project-root.ts';

export interface ServerProcess {
  url: string;
  /** Milliseconds from the start of the process until `/readyz` said ready. */
  readyMilliseconds: number;
  /** Resident memory in megabytes. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

const pollMilliseconds = 10;
/** Enough to index some thousand passages first. */
const deadlineMilliseconds = 600_000;

/** Starts the server as `npm start` does, without npm itself, and waits until it is ready. */
export async function startServerProcess(indexDirectory: string): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const child = spawn(process.execPath, [join(projectRoot(), 'scripts', 'run.js'), 'main'], {
    cwd: projectRoot(),
    env: {
      ...process.env,
      PORT: String(port),
      LANCEDB_URI: indexDirectory,
      // Bench runs with the program's own lines in the log, as an operator would.
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - started > deadlineMilliseconds) {
      throw new Error(`The server did not become ready:\n${complaints}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
  return {
    url,
    readyMilliseconds: performance.now() - started,
    memory: () => residentMegabytes(child),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim()) / 1024;
}
