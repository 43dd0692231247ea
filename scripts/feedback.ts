import { parseArgs } from 'node:util';
import { composeFeedback } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { UserError } from '../src/errors.ts';
import { describeOptions } from './describe-answer.ts';
import { countFeedback, describeFeedback, describeUnreadable } from './describe-feedback.ts';
import { runCommand, say, UsageError } from './run-command.ts';

const help = `npm run feedback                        what readers think of the answers, newest first
npm run feedback -- --since 2026-01-31  the same from that day on (UTC), or from a time as in
                                        2026-01-31T12:00:00Z
npm run feedback -- --json              the same as JSON on standard output

Of several judgements of one answer the last counts.
Settings from the environment: FEEDBACK_FILE (data/feedback.jsonl), NO_COLOR.
Exit codes: 0 also where there is none, 1 error, 2 wrong usage.`;

await runCommand(help, feedback);

async function feedback(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, since: { type: 'string' } },
  });
  const since = values.since === undefined ? undefined : readTime(values.since);
  const { feedbackFile } = readConfig(process.env);
  const store = composeFeedback({ feedbackFile });
  if (!store) {
    throw new UserError(
      'FEEDBACK_FILE is off, so feedback is in the server’s log alone. Name a file to keep it.',
    );
  }
  const { records, unreadable } = await store.read();
  const shown = records.filter(({ time }) => since === undefined || Date.parse(time) >= since);
  if (unreadable > 0) say(describeUnreadable(unreadable, String(feedbackFile)));
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ...countFeedback(shown), unreadable, records: shown }, undefined, 2)}\n`
      : describeFeedback(shown, describeOptions()),
  );
  return 0;
}

/** Milliseconds since 1970. A day alone is its beginning in UTC, as the times that are kept. */
function readTime(text: string): number {
  const isTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(
    text,
  );
  const time = isTime ? Date.parse(text) : Number.NaN;
  // JavaScript takes the 31st of February for a day in March.
  const isDay = new Date(`${text.slice(0, 10)}T00:00:00Z`).toJSON()?.startsWith(text.slice(0, 10));
  if (Number.isNaN(time) || !isDay) {
    throw new UsageError(
      `--since takes a day such as 2026-01-31 or a time such as 2026-01-31T12:00:00Z, not ${JSON.stringify(text)}.`,
    );
  }
  return time;
}
