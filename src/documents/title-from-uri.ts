/** A title for a document that has none: the words of its file's name. */
export function titleFromUri(uri: string): string {
  const name = uri.split('/').at(-1) ?? uri;
  const words = name
    .replace(/\.[^.]+$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? name : words[0]!.toUpperCase() + words.slice(1);
}
