/** White space folded to single spaces: the only liberty a quote takes with its source. */
export const foldSpace = (text: string): string => text.replace(/\s+/g, ' ').trim();

/**
 * The plain text of a Markdown file, by taking its marks away one kind after the other. Shares
 * nothing with the product's reader, so that both can be held against each other. Knows the marks
 * that the corpus uses and no others.
 */
export function stripMarkdown(source: string): string {
  return foldSpace(
    source
      .replace(/<sup>\d+<\/sup>/g, '')
      .replace(/^---$/gm, '')
      .replace(/^#+ +/gm, '')
      .replace(/^- /gm, '')
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/<(https?:[^>]*)>/g, '$1')
      .replace(/\*+/g, ''),
  );
}
