import { makeDocx } from '../../tests/support/make-docx.ts';
import { writePdf } from './write-pdf.ts';

/** What a generated document says, whatever its format. */
export interface Draft {
  title: string;
  sections: { heading: string; paragraphs: string[] }[];
}

export type Format = 'md' | 'txt' | 'html' | 'csv' | 'rtf' | 'docx' | 'pdf';

/** Of 100 documents, how many are of each format. */
export const formatShares: readonly [Format, number][] = [
  ['md', 30],
  ['txt', 20],
  ['html', 15],
  ['docx', 12],
  ['pdf', 10],
  ['csv', 8],
  ['rtf', 5],
];

/** The bytes of a file of that format. Drafts have ASCII letters only, so nothing needs escaping. */
export const writers: Readonly<Record<Format, (draft: Draft) => string | Uint8Array>> = {
  md: ({ title, sections }) =>
    [
      `# ${title}`,
      ...sections.flatMap(({ heading, paragraphs }) => [`## ${heading}`, ...paragraphs]),
    ].join('\n\n'),
  txt: ({ title, sections }) =>
    [title, ...sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])].join(
      '\n\n',
    ),
  html: ({ title, sections }) =>
    `<!doctype html><html lang="en"><head><title>${title}</title><script>track()</script></head><body><nav><a href="/">Home</a></nav><main><h1>${title}</h1>${sections.map(({ heading, paragraphs }) => `<h2>${heading}</h2>${paragraphs.map((text) => `<p>${text}</p>`).join('')}`).join('')}</main></body></html>`,
  csv: ({ sections }) =>
    [
      'part,note,number',
      ...sections.flatMap(({ heading, paragraphs }) =>
        paragraphs.map((text, index) => `${heading},"${text}",${index}`),
      ),
    ].join('\n'),
  rtf: ({ title, sections }) =>
    `{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}{\\info{\\title ${title}}}${sections.map(({ heading, paragraphs }) => `\\pard\\b ${heading}\\b0\\par\n${paragraphs.map((text) => `\\pard ${text}\\par\n`).join('')}`).join('')}}`,
  docx: ({ title, sections }) =>
    makeDocx(
      sections
        .map(
          ({ heading, paragraphs }) =>
            `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>${heading}</w:t></w:r></w:p>${paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('')}`,
        )
        .join(''),
      { title },
    ),
  pdf: ({ title, sections }) =>
    writePdf([title, ...sections.flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])]),
};
