import type { DocumentFormat } from './document-format.ts';

/** Every format that can be read. A further one is a file beside this one and an entry here. */
export const formats: readonly DocumentFormat[] = [
  {
    name: 'Markdown',
    mediaType: 'text/markdown',
    extensions: ['.md', '.markdown'],
    load: async () => (await import('./markdown.ts')).readMarkdownFile,
  },
  {
    name: 'plain text',
    mediaType: 'text/plain',
    extensions: ['.txt', '.text'],
    load: async () => (await import('./plain-text.ts')).readPlainTextFile,
  },
  {
    name: 'web page (HTML)',
    mediaType: 'text/html',
    extensions: ['.html', '.htm', '.xhtml'],
    load: async () => (await import('./html.ts')).readHtmlFile,
  },
  {
    name: 'table of values (CSV)',
    mediaType: 'text/csv',
    extensions: ['.csv', '.tsv', '.tab'],
    load: async () => (await import('./csv.ts')).readCsvFile,
  },
];
