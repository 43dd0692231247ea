import type { IngestReport } from './ingest-documents.ts';

/** What a run of the ingestion did, a line a fact. */
export function describeReport(report: IngestReport, seconds: number): string[] {
  const { added, replaced, removed, unchanged, failed, passages } = report;
  const changes = [
    ...(added.length > 0 ? [`${count(added.length, 'document')} added`] : []),
    ...(replaced.length > 0 ? [`${count(replaced.length, 'document')} replaced`] : []),
    ...(removed.length > 0 ? [`${count(removed.length, 'document')} removed`] : []),
  ];
  const summary =
    changes.length === 0
      ? `Nothing changed: ${count(unchanged.length, 'document')} up to date.`
      : `${changes.join(', ')}; ${unchanged.length} unchanged. ${count(passages, 'passage')} in ${seconds.toFixed(1)} s.`;
  const left = failed.map(({ reason }) => `  ${reason}`);
  return failed.length === 0
    ? [summary]
    : [summary, `${count(failed.length, 'file')} could not be read:`, ...left];
}

const count = (number: number, noun: string): string =>
  `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
