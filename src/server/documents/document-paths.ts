export const documentPath = (id: string): string => `/documents/${encodeURIComponent(id)}`;

/** Where the file is that one revision of a document was read from. */
export const originalPath = ({ id, revision }: { id: string; revision: string }): string =>
  `${documentPath(id)}/original?revision=${revision}`;
