import { makeZip, type ZipFile } from './make-zip.ts';

const namespaces = [
  ...['office', 'text', 'table', 'style', 'meta', 'manifest'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  ),
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
].join(' ');

export interface OdtParts {
  /** The inside of the automatic styles. */
  styles?: string;
  title?: string;
  pages?: number;
  mimeType?: string;
  manifest?: string;
  /** Further files. */
  files?: readonly ZipFile[];
}

/** A text document of OpenDocument from the inside of its text. */
export function makeOdt(body: string, parts: OdtParts = {}): Uint8Array {
  const { styles = '', title = '', pages, manifest = '', files = [] } = parts;
  const statistics =
    pages === undefined ? '' : `<meta:document-statistic meta:page-count="${pages}"/>`;
  return makeZip([
    ['mimetype', parts.mimeType ?? 'application/vnd.oasis.opendocument.text', { stored: true }],
    [
      'content.xml',
      `<office:document-content ${namespaces}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ],
    [
      'meta.xml',
      `<office:document-meta ${namespaces}><office:meta><dc:title>${title}</dc:title>${statistics}</office:meta></office:document-meta>`,
    ],
    ['META-INF/manifest.xml', `<manifest:manifest ${namespaces}>${manifest}</manifest:manifest>`],
    ...files,
  ]);
}
