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
    name: 'e-book (EPUB)',
    mediaType: 'application/epub+zip',
    extensions: ['.epub'],
    load: async () => (await import('./epub.ts')).readEpubFile,
  },
  {
    name: 'RTF',
    mediaType: 'application/rtf',
    extensions: ['.rtf'],
    load: async () => (await import('./rtf.ts')).readRtfFile,
  },
  {
    name: 'table of values (CSV)',
    mediaType: 'text/csv',
    extensions: ['.csv', '.tsv', '.tab'],
    load: async () => (await import('./csv.ts')).readCsvFile,
  },
  {
    name: 'Word',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    extensions: ['.docx'],
    load: async () => (await import('./docx.ts')).readDocxFile,
  },
  {
    name: 'PDF',
    mediaType: 'application/pdf',
    extensions: ['.pdf'],
    load: async () => (await import('./pdf.ts')).readPdfFile,
  },
  {
    name: 'OpenDocument text',
    mediaType: 'application/vnd.oasis.opendocument.text',
    extensions: ['.odt'],
    load: async () => (await import('./odt.ts')).readOdtFile,
  },
  {
    name: 'PowerPoint',
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    extensions: ['.pptx'],
    load: async () => (await import('./pptx.ts')).readPptxFile,
  },
  {
    name: 'Excel',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extensions: ['.xlsx'],
    load: async () => (await import('./xlsx.ts')).readXlsxFile,
  },
];
