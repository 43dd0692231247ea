import type { SourceDocument } from '../../documents/source-document.ts';
import type { Range } from '../../protocol.ts';
import { ProblemError } from '../problem.ts';
import type { PageParts } from './document-page.ts';
import { documentPath } from './document-paths.ts';
import { splitParts } from './split-parts.ts';

/** What the parameters of a document's page name. */
type PageQuery = Readonly<Record<string, string>>;

/**
 * The part of a document that is shown: the one that is asked for, or that its quote is in, or the
 * first. `parts` is absent where there is only one; its paths are not signed.
 * @param anchor of the quote
 * @throws ProblemError where there is no such part
 */
export function choosePart(
  document: Pick<SourceDocument, 'id' | 'text' | 'blocks'>,
  anchor: Range | undefined,
  query: PageQuery,
): { range: Range | undefined; parts?: PageParts } {
  const ranges = splitParts(document.blocks, document.text.length);
  const quoted = anchor && ranges.findIndex(({ end }) => end > anchor.start);
  const index = readPart(query['part'], ranges.length) ?? quoted ?? 0;
  if (ranges.length === 1) return { range: undefined };
  const pathOf = (part: number) => partPath(document.id, part + 1, query);
  const parts = {
    part: index + 1,
    of: ranges.length,
    previous: index > 0 ? pathOf(index - 1) : undefined,
    next: index + 1 < ranges.length ? pathOf(index + 1) : undefined,
    quote: quoted === undefined || quoted === index ? undefined : `${pathOf(quoted)}#quote`,
  };
  return { range: ranges[index], parts };
}

function readPart(given: string | undefined, count: number): number | undefined {
  if (given === undefined) return undefined;
  const part = /^[1-9]\d{0,5}$/.test(given) ? Number(given) : Number.NaN;
  if (part <= count) return part - 1;
  throw new ProblemError(
    '/problems/invalid-request',
    `The parameter part has to be a number from 1 to ${count}, as this document is shown in that many parts.`,
  );
}

function partPath(id: string, part: number, query: PageQuery): string {
  const parameters = new URLSearchParams();
  for (const name of ['revision', 'quote', 'quoted']) {
    const value = query[name];
    if (value !== undefined) parameters.set(name, value);
  }
  parameters.set('part', String(part));
  return `${documentPath(id)}?${parameters}`;
}
