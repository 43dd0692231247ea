import type { IngestReport } from './ingest-documents.ts';

/** What a run of the ingestion did, a line a fact. */
export function describeReport(report: IngestReport, seconds: number): string[] {
  const { added, replaced, removed, unchanged, passages } = report;
  const changes = [
    ...(added.length > 0 ? [`${count(added.length, 'document')} added`] : []),
    ...(replaced.length > 0 ? [`${count(replaced.length, 'document')} replaced`] : []),
    ...(removed.length > 0 ? [`${count(removed.length, 'document')} removed`] : []),
  ];
  return [
    changes.length > 0
      ? `${[...changes, `${count(unchanged.length, 'document')} unchanged`].join(', ')}.`
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
