import type { UnreadableFile, UnreadableReason } from '../protocol.ts';
import { changesOf, type IngestReport } from './ingest-report.ts';
import { printable } from './printable.ts';

/** What a run of the ingestion did, a line a fact. */
export function describeReport(report: IngestReport, seconds: number): string[] {
  const { passages, unchanged } = report;
  const counts = countsOf(report, pastTense);
  return [
    changesOf(report) > 0
      ? `${counts.join(', ')}.`
      : `Nothing changed: ${count(unchanged.length, 'document')} up to date.`,
    ...(passages > 0 ? [`${count(passages, 'passage')} indexed in ${seconds.toFixed(1)} s.`] : []),
    ...describeFailures(report),
  ];
}

/** The same for one who came for something else: nothing where there is nothing new. */
export function describeNews(report: IngestReport, seconds: number): string[] {
  return changesOf(report) > 0 || hasNewFailures(report)
    ? describeReport(report, seconds)
    : describeLeftOut(report);
}

/** The files that were left out, at length only where they are news. */
export function describeLeftOut(report: IngestReport): string[] {
  const { failed } = report;
  if (hasNewFailures(report)) return describeFailures(report);
  if (failed.length === 0) return [];
  const files = failed.length === 1 ? 'file is' : 'files are';
  return [
    `${failed.length.toLocaleString('en')} ${files} left out, as before. npm run ingest says why.`,
  ];
}

const hasNewFailures = ({ failed, failedBefore }: IngestReport): boolean =>
  failed.length > failedBefore;

/** Lines of each kind of change that a preview shows. */
const previewed = 20;

/** What a run would do, a line a document. */
export function describePreview(report: IngestReport): string[] {
  const { added, replaced, moved, removed } = report;
  const lines = {
    add: added,
    replace: replaced,
    move: moved.map(({ from, to }) => `${from.join(', ')} → ${to.join(', ')}`),
    remove: removed,
  };
  const counts = countsOf(report, conditional);
  return [
    ...Object.entries(lines).flatMap(([verb, all]) =>
      shorten(all, previewed).map((line) => `  ${verb.padEnd(8)} ${printable(line)}`),
    ),
    changesOf(report) > 0 ? `${counts.join(', ')}.` : 'Nothing would change.',
    ...describeFailures(report),
    'This was a dry run: nothing was written.',
  ];
}

/** Files of one reason that are named. */
const namedFiles = 5;

/** The files that were left out, and why, the most frequent reason first. */
function describeFailures({ failed, others }: IngestReport): string[] {
  const passedOver = describeOthers(others);
  if (failed.length === 0) return passedOver;
  const groups = Object.entries(groupByReason(failed));
  const shown = groups
    .sort(([, left], [, right]) => right.length - left.length)
    .flatMap(([reason, files]) => describeGroup(reason as UnreadableReason, files));
  const more = groups.some(([, files]) => files.length > namedFiles)
    ? ['All of them: npm run ingest -- --json, or GET /api/documents of the server.']
    : [];
  return [...passedOver, `${count(failed.length, 'file')} could not be read:`, ...shown, ...more];
}

/** Kinds that are named of those that cannot be read. */
const namedKinds = 8;

/** For example `3 files of other kinds passed over: .doc (2), .ods.` */
export function describeOthers(others: IngestReport['others']): string[] {
  const kinds = Object.entries(others).sort(
    ([left, some], [right, more]) => more - some || (left < right ? -1 : 1),
  );
  if (kinds.length === 0) return [];
  const number = kinds.reduce((sum, [, files]) => sum + files, 0);
  const named = kinds.slice(0, namedKinds).map(([ending, files]) => {
    const kind = ending === '' ? 'no ending' : printable(ending);
    return files === 1 ? kind : `${kind} (${files.toLocaleString('en')})`;
  });
  const more = kinds.length > namedKinds ? ', …' : '.';
  return [`${count(number, 'file')} of other kinds passed over: ${named.join(', ')}${more}`];
}

function describeGroup(reason: UnreadableReason, files: UnreadableFile[]): string[] {
  const lines = files
    .slice(0, namedFiles)
    .map(({ message, kept }) => `${printable(message)}${kept ? ` ${keptVersion}` : ''}`);
  if (files.length === 1) return lines.map((line) => `  ${line}`);
  const left = files.length - lines.length;
  return [
    `  ${reasons[reason]}: ${files.length.toLocaleString('en')}`,
    ...lines.map((line) => `    ${line}`),
    ...(left > 0 ? [`    … and ${left.toLocaleString('en')} more`] : []),
  ];
}

function groupByReason(
  failed: readonly UnreadableFile[],
): Partial<Record<UnreadableReason, UnreadableFile[]>> {
  const groups: Partial<Record<UnreadableReason, UnreadableFile[]>> = {};
  for (const file of failed) groups[file.reason] = [...(groups[file.reason] ?? []), file];
  return groups;
}

const reasons: Record<UnreadableReason, string> = {
  unsupported: 'Of a kind that cannot be read',
  mismatched: 'Not what their name says',
  encrypted: 'Protected by a password',
  scanned: 'Only pictures of text',
  empty: 'Without text',
  damaged: 'Damaged',
  'too-large': 'Too large',
  'too-complex': 'Too complex',
  inaccessible: 'Not accessible',
  'not-a-file': 'Not files',
};

const keptVersion = 'Its earlier version stays in the index.';

const pastTense = {
  added: 'added',
  replaced: 'replaced',
  moved: 'found at another place',
  removed: 'removed',
  unchanged: 'unchanged',
};

const conditional = {
  added: 'to add',
  replaced: 'to replace',
  moved: 'to move',
  removed: 'to remove',
  unchanged: 'unchanged',
};

function countsOf(report: IngestReport, words: typeof pastTense): string[] {
  return (Object.keys(words) as (keyof typeof pastTense)[])
    .filter((kind) => report[kind].length > 0)
    .map((kind) => `${count(report[kind].length, 'document')} ${words[kind]}`);
}

function shorten(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `… and ${(lines.length - most).toLocaleString('en')} more`];
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
