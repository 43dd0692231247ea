import type { IngestProgress } from './ingest-report.ts';
import { printable } from './printable.ts';

/** Shares and times before which an estimate of the time left would only jump. */
const leastShare = 0.02;
const leastMilliseconds = 3000;

/** Columns of the bar, and what is narrow for it. */
const barColumns = 16;
const narrow = 60;

/** The progress as one line of at most so many columns. */
export function barLine(progress: IngestProgress, elapsed: number, columns: number): string {
  const { done, total } = progress;
  const share = shareOf(progress);
  const filled = Math.round(share * barColumns);
  const bar = '█'.repeat(filled) + '░'.repeat(barColumns - filled);
  const what =
    progress.stage === 'looking' ? 'looking at files' : `${number(done)}/${number(total)}`;
  const parts = [what, ...figures(progress, elapsed)];
  const head = columns < narrow ? parts.join('  ') : [bar, ...parts].join('  ');
  const left = columns - head.length - 2;
  return left < 8 ? cut(head, columns) : `${head}  ${cutPath(printable(progress.uri), left)}`;
}

/** The progress as a line among others. */
export function plainLine(progress: IngestProgress, elapsed: number): string {
  const { done, total, stage } = progress;
  const uri = printable(progress.uri);
  if (stage === 'looking') return `Looking at file ${number(done + 1)} of ${number(total)}: ${uri}`;
  const facts = figures(progress, elapsed).join(', ');
  const at = `Document ${number(Math.min(done + 1, total))} of ${number(total)}: ${uri}`;
  return facts === '' ? at : `${at} (${facts})`;
}

function figures(progress: IngestProgress, elapsed: number): string[] {
  const { passages, failed } = progress;
  const rate = (passages * 1000) / elapsed;
  const left = timeLeft(progress, elapsed);
  return [
    ...(passages > 0 ? [`${number(passages)} ${passages === 1 ? 'passage' : 'passages'}`] : []),
    ...(passages > 0 && elapsed > leastMilliseconds
      ? [`${rate.toFixed(rate < 10 ? 1 : 0)}/s`]
      : []),
    ...(failed > 0 ? [`${number(failed)} unreadable`] : []),
    ...(left === undefined ? [] : [`${describeTime(left)} left`]),
  ];
}

/** By bytes: documents are of very different sizes. */
function timeLeft(progress: IngestProgress, elapsed: number): number | undefined {
  const share = shareOf(progress);
  if (share < leastShare || elapsed < leastMilliseconds) return undefined;
  return (elapsed * (1 - share)) / share;
}

const shareOf = ({ bytesDone, bytesTotal }: IngestProgress): number =>
  bytesTotal === 0 ? 0 : Math.min(1, bytesDone / bytesTotal);

function describeTime(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** A path's end, which says most. */
const cutPath = (path: string, columns: number): string =>
  path.length <= columns ? path : `…${path.slice(path.length - columns + 1)}`;

const cut = (text: string, columns: number): string =>
  text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`.slice(0, columns);

const number = (value: number): string => value.toLocaleString('en');
