import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';

export interface ServerMeasures {
  /** Megabytes, the most at any time. */
  memory: number;
  /** Milliseconds that the event loop was held up. */
  delay99: number;
  delayMost: number;
}

export interface MeasuredServer {
  url: string;
  /** Forgets what was measured so far of the event loop. */
  resetDelay(): Promise<void>;
  measure(): Promise<ServerMeasures>;
  stop(): Promise<void>;
}

/** The server in a process of its own that watches its memory and its event loop. */
export async function startMeasuredServer(
  environment: Record<string, string>,
): Promise<MeasuredServer> {
  const directory = await mkdtemp(join(tmpdir(), 'verbatim-bench-'));
  const child = fork(join(projectRoot(), 'dist', 'measured-server-process.js'), {
    cwd: projectRoot(),
    env: {
      ...process.env,
      PORT: '0',
      LANCEDB_URI: join(directory, 'index'),
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { url } = (await answerOf(child)) as { url: string };
  const tell = async (message: string) => {
    child.send(message);
    return answerOf(child);
  };
  return {
    url,
    async resetDelay() {
      await tell('reset');
    },
    measure: async () => (await tell('measure')) as ServerMeasures,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The next message of the process. */
async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The measured server ended with code ${code}.`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return message;
}
