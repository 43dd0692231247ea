import { UserError } from '../src/errors.ts';

/** Facts for a person; standard output is kept for data. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/**
 * Runs a command: `--help`, errors as one sentence, an interrupt that lets it clean up, an exit
 * code. A second interrupt ends the process at once.
 * @param command gets the arguments and returns the exit code
 */
export async function runCommand(
  help: string,
  command: (args: string[], signal: AbortSignal) => Promise<number>,
): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(`${help}\n`);
    return;
  }
  const interrupted = new AbortController();
  const interrupt = () => {
    if (interrupted.signal.aborted) process.exit(130);
    interrupted.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    process.exitCode = await command(args, interrupted.signal);
  } catch (error) {
    process.exitCode = reportFailure(error, help, interrupted.signal.aborted);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function reportFailure(error: unknown, help: string, interrupted: boolean): number {
  if (interrupted) {
    say('Stopped. What was finished is kept; run it again to go on.');
    return 130;
  }
  if (error instanceof UserError) {
    say(error.message);
    return 1;
  }
  if (
    error instanceof TypeError &&
    'code' in error &&
    String(error.code).startsWith('ERR_PARSE_ARGS')
  ) {
    say(`${error.message}\n\n${help}`);
    return 2;
  }
  console.error(error);
  return 1;
}
