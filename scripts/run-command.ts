import { constants } from 'node:os';
import { UserError } from '../src/errors.ts';

/** Facts for a person; standard output is kept for data. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** The command was called in a way that it does not understand; its help is shown. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}

/** Milliseconds; what cannot be interrupted, such as a server that does not answer, ends with it. */
const longestStop = 5000;

/**
 * Runs a command: `--help`, errors as one sentence, an interrupt that lets it clean up, an exit
 * code: 1 for an error, 2 for wrong usage, 130 or 143 when interrupted. A second interrupt ends the
 * process at once.
 * @param command gets the arguments and returns the exit code
 * @param interrupted what a person who interrupts the command is told
 */
export async function runCommand(
  help: string,
  command: (args: string[], signal: AbortSignal) => Promise<number>,
  interrupted = 'Stopped.',
): Promise<void> {
  const args = process.argv.slice(2);
  const given = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined);
  if (given.includes('--help') || given.includes('-h')) {
    process.stdout.write(`${help}\n`);
    return;
  }
  const stopping = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    if (stopping.signal.aborted) process.exit(exitCode(signal));
    stopping.abort(signal);
    setTimeout(() => {
      say(interrupted);
      process.exit(exitCode(signal));
    }, longestStop).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    process.exitCode = await command(args, stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) {
      say(interrupted);
      process.exitCode = exitCode(stopping.signal.reason);
    } else process.exitCode = reportFailure(error, help);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

/** As shells count a process that a signal ended. */
const exitCode = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

function reportFailure(error: unknown, help: string): number {
  if (error instanceof UsageError || isParseError(error)) {
    say(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (error instanceof UserError) {
    say(error.message);
    return 1;
  }
  // A defect: shows where it happened.
  console.error(error);
  return 1;
}

const isParseError = (error: unknown): boolean =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
