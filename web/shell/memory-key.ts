/**
 * Under this, followed by the address of a server, a conversation with it is kept in the tab's session
 * storage. The number changes with the shape of what is stored.
 */
export const memoryKey = 'verbatim-chat 1 ';
