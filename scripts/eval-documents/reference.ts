import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../src/project-root.ts';

/** What a document says, as its reviewers or another program's text have it. */
export interface Reference {
  /** The body, in its order. */
  body: string;
  /** What stands apart from the body: notes, captions, boxes. Each may be anywhere. */
  apart: string[];
  /** What need not be there: running heads, page numbers, navigation. */
  dispensable: string;
}

/**
 * A reviewed text: a line a paragraph; `^ ` before what stands apart from the body, `~ ` before what
 * need not be there.
 */
export function parseReference(text: string): Reference {
  const lines = text.split('\n');
  const marked = (mark: string) =>
    lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
  return {
    body: lines.filter((line) => !/^[~^] /.test(line)).join('\n'),
    apart: marked('^ '),
    dispensable: marked('~ ').join('\n'),
  };
}

/** The reviewed text of a file, where there is one. */
export async function readReference(file: string): Promise<Reference | undefined> {
  const path = join(projectRoot(), 'tests', 'fixtures', 'eval', 'documents', `${file}.txt`);
  try {
    return parseReference(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
