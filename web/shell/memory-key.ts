/**
 * Under this, followed by the address of a server and the ids of documents, if only some are asked, with
 * spaces between, a conversation is kept in the tab’s session storage. The number changes with the shape
 * of what is stored.
 */
export const memoryKey = 'verbatim-chat 1 ';
