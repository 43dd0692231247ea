import type { FeedbackRecord } from '../src/ports.ts';
import { type DescribeOptions, widest, withoutControls, wrap } from './describe-answer.ts';

export function countFeedback(records: readonly FeedbackRecord[]) {
  const helpful = records.filter((record) => record.helpful).length;
  return { helpful, notHelpful: records.length - helpful };
}

/** Feedback for a terminal: a line that counts, then each with its comment under a rule. */
export function describeFeedback(
  records: readonly FeedbackRecord[],
  { colour, width = widest }: DescribeOptions,
): string {
  const columns = Math.max(30, Math.min(width, widest));
  const muted = (text: string) => (colour ? `\u001b[2m${text}\u001b[22m` : text);
  if (records.length === 0) return 'There is no feedback.\n';
  const { helpful, notHelpful } = countFeedback(records);
  const answers = records.length === 1 ? 'One answer was' : `${records.length} answers were`;
  const lines = wrap(`${answers} judged: ${helpful} helpful, ${notHelpful} not helpful.`, columns);
  for (const record of records) lines.push('', ...describeRecord(record, columns, muted));
  return `${lines.join('\n')}\n`;
}

export const describeUnreadable = (lines: number, path: string): string =>
  lines === 1
    ? `One line of ${path} is no feedback and was left out.`
    : `${lines} lines of ${path} are no feedback and were left out.`;

function describeRecord(
  { time, answer, helpful, comment, question, model }: FeedbackRecord,
  columns: number,
  muted: (text: string) => string,
): string[] {
  const head = `${helpful ? 'Helpful' : 'Not helpful'}${question === undefined ? '' : `: ${oneLine(question)}`}`;
  const place = [
    `${time.slice(0, 16).replace('T', ' ')} UTC`,
    `answer ${answer}`,
    ...(model === undefined ? [] : [`written by ${model}`]),
  ];
  return [
    ...wrap(withoutControls(head), columns),
    ...withoutControls(comment ?? '')
      .split('\n')
      .flatMap((line) => (comment === undefined ? [] : wrap(line, columns - 2)))
      .map((line) => `│ ${line}`),
    ...wrap(withoutControls(place.join(' · ')), columns - 2).map((line) => muted(`  ${line}`)),
  ];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
