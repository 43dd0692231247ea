import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { build } from '../../scripts/build.js';
import { waitUntil } from './wait-until.ts';

export interface CommandOptions {
  /** Settings; nothing of the test's own environment reaches the command but its PATH. */
  environment?: Record<string, string>;
  /** Where the command runs; the index and the corpus are there by default. */
  directory: string;
}

export interface CommandResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface RunningCommand {
  child: ChildProcess;
  /** What it has written so far. */
  stdout(): string;
  stderr(): string;
  /** Waits until its standard error matches. */
  says(pattern: RegExp): Promise<void>;
  ended: Promise<CommandResult>;
}

const runner = join(import.meta.dirname, '..', '..', 'scripts', 'run.js');
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

let built: Promise<void> | undefined;

/** Starts a command as npm does: `main`, `ingest` or `ask`. */
export async function startCommand(
  name: string,
  args: readonly string[],
  { environment = {}, directory }: CommandOptions,
): Promise<RunningCommand> {
  built ??= build();
  await built;
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [runner, name, ...args], {
    cwd: directory,
    env: { PATH, VERBATIM_BUILD: 'off', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<CommandResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    async says(pattern) {
      const done = () => child.exitCode !== null || child.signalCode !== null;
      await waitUntil(`${name} to say ${pattern}`, () => pattern.test(stderr) || done(), 20_000);
      if (!pattern.test(stderr)) throw new Error(`${name} ended without ${pattern}:\n${stderr}`);
    },
    ended,
  };
}

export async function runCommand(
  name: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  return (await startCommand(name, args, options)).ended;
}
