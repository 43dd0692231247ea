/** How much of a file's start may declare its encoding; browsers look at 1,024 bytes. */
const declaredWithin = 4_096;
const inMeta = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i;
const inXml = /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/i;

/** The encoding that a page or an XML file says it has. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, declaredWithin)).toString('latin1');
  return inXml.exec(start)?.[1] ?? inMeta.exec(start)?.[1];
}
