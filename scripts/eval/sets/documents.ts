import type { EvaluationDocument } from '../evaluation-set.ts';

/** A paragraph as a text file; its title is in the file's name, as a title without markup would be. */
export function textDocument(
  folder: string,
  title: string,
  number: number,
  text: string,
): EvaluationDocument {
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '');
  const content = text.replace(/\s+/g, ' ').trim();
  return { uri: `${folder}/${name}_${number}.txt`, content, plain: content };
}

/** A title and paragraphs as a Markdown file in which every sign stands for itself. */
export function markdownDocument(
  uri: string,
  title: string,
  paragraphs: readonly string[],
): EvaluationDocument {
  const [heading = '', ...body] = [title, ...paragraphs].map((part) => {
    return part.replace(/\s+/g, ' ').trim();
  });
  return {
    uri,
    content: `# ${[heading, ...body].map(escapeMarkdown).join('\n\n')}\n`,
    plain: [heading, ...body].join('\n'),
  };
}

/** Any ASCII punctuation may be escaped (CommonMark 0.31, 2.4). */
const escapeMarkdown = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
