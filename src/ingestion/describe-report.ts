import type { IngestReport } from './ingest-documents.ts';

/** What a run of the ingestion did, a line a fact. */
export function describeReport(report: IngestReport, seconds: number): string[] {
  const { added, replaced, removed, unchanged, passages } = report;
  const changed = added.length + replaced.length + removed.length > 0;
  const kinds = { added, replaced, removed, unchanged };
  const counts = Object.entries(kinds)
    .filter(([, uris]) => uris.length > 0)
    .map(([what, uris]) => `${count(uris.length, 'document')} ${what}`);
  return [
    changed
      ? `${counts.join(', ')}.`
      : `Nothing changed: ${count(unchanged.length, 'document')} up to date.`,
    ...(passages > 0 ? [`${count(passages, 'passage')} indexed in ${seconds.toFixed(1)} s.`] : []),
    ...describeFailures(report),
  ];
}

/** The files that could not be read, and why. */
export function describeFailures({ failed }: IngestReport): string[] {
  if (failed.length === 0) return [];
  return [
    `${count(failed.length, 'file')} could not be read:`,
    ...failed.map(({ reason, kept }) => `  ${reason}${kept ? ` ${keptVersion}` : ''}`),
  ];
}

const keptVersion = 'Its earlier version stays in the index.';

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
