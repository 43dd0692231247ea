/** Formats whose pages are slides. */
const presentations: ReadonlySet<string> = new Set([
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.presentation',
]);

/** What a page of a document is called, in this server's own pages. */
export const pageName = (mediaType: string, page: number): string =>
  `${presentations.has(mediaType) ? 'Slide' : 'Page'} ${page}`;
