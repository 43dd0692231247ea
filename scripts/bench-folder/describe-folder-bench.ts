import type { GeneratedFolder } from './generate-folder.ts';
import type { AnswerMeasures } from './measure-answers.ts';
import type { MeasuredIngestion } from './measure-ingestion.ts';

export interface FolderBench {
  machine: { cores: number; node: string; platform: string };
  folder?: {
    generated: GeneratedFolder;
    first: MeasuredIngestion;
    again: MeasuredIngestion;
    indexBytes: number;
  };
  real?: MeasuredIngestion;
  answers?: AnswerMeasures[];
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const perSecond = ({ passages, milliseconds }: MeasuredIngestion) =>
  `${((passages * 1000) / milliseconds).toFixed(0)} passages a second`;

/** Lines for a person. */
export function describeFolderBench({ machine, folder, real, answers }: FolderBench): string[] {
  const lines = [`${machine.cores} cores, Node ${machine.node}, ${machine.platform}`];
  if (folder) {
    const { generated, first, again, indexBytes } = folder;
    lines.push(
      '',
      `A folder of ${generated.files} documents, ${megabytes(generated.bytes)}, vectors made from hashes`,
      `First ingestion   ${seconds(first.milliseconds)}, ${first.passages} passages, ${perSecond(first)}, at most ${first.peakMegabytes.toFixed(0)} MB, ${first.failed.length} files left out`,
      `Unchanged rerun   ${seconds(again.milliseconds)} (${seconds(again.withStart)} with the start of the process), at most ${again.peakMegabytes.toFixed(0)} MB`,
      `Index             ${megabytes(indexBytes)}, ${(indexBytes / generated.bytes).toFixed(1)} times the files, ${(indexBytes / first.passages / 1000).toFixed(1)} KB a passage`,
    );
  }
  if (real?.replayMilliseconds) {
    const share = real.replayMilliseconds / real.milliseconds;
    lines.push(
      '',
      `With the built-in model: ${real.passages} passages in ${seconds(real.milliseconds)}, ${perSecond(real)}, at most ${real.peakMegabytes.toFixed(0)} MB`,
      `The model alone takes ${seconds(real.replayMilliseconds)} for the same: ${share.toFixed(2)} of its speed`,
    );
  }
  if (answers) {
    lines.push(
      '',
      'Milliseconds, median and 95th    answer: scan    answer: index     query: scan    query: index   recall@10   publish  maintain',
      ...answers.map(describeSize),
    );
  }
  return lines;
}

function describeSize(measures: AnswerMeasures): string {
  const { exact, approximate, exactQuery, approximateQuery } = measures;
  const times = [exact, approximate, exactQuery, approximateQuery].map(({ median, p95 }) =>
    `${median.toFixed(1)} ${p95.toFixed(1)}`.padStart(16),
  );
  const { publishMilliseconds, maintainMilliseconds, recall, passages } = measures;
  return `${String(passages).padStart(8)} passages           ${times.join('')}${recall.toFixed(3).padStart(12)}${seconds(publishMilliseconds).padStart(10)}${seconds(maintainMilliseconds).padStart(10)}`;
}
