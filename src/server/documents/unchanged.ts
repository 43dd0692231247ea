import { etag, RETAINED_304_HEADERS } from 'hono/etag';

/** Answers 304 where the client has this already. Without its headers a page could not read that. */
export const unchanged = etag({
  retainedHeaders: [
    ...RETAINED_304_HEADERS,
    'Access-Control-Allow-Origin',
    'Access-Control-Expose-Headers',
  ],
});
