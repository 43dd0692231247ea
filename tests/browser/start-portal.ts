import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The strictest policy that the widget is made for. */
export const strictPolicy = (server: string): string =>
  [
    "default-src 'none'",
    `script-src ${new URL(server).origin}`,
    `connect-src ${new URL(server).origin}`,
    "require-trusted-types-for 'script'",
  ].join('; ');

export interface PortalPage {
  html: string;
  headers?: Record<string, string>;
}

/** Somebody else's site, on an origin of its own. */
export interface Portal {
  /** Without a slash at the end. */
  origin: string;
  /** Serves a page from now on, and gives its address. */
  serve(path: string, page: PortalPage): string;
  close(): Promise<void>;
}

export async function startPortal(): Promise<Portal> {
  const pages = new Map<string, PortalPage>();
  const server = createServer((request, response) => {
    const page = pages.get(new URL(request.url ?? '/', 'http://portal').pathname);
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers });
    response.end(page.html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // Another name for the same machine, so that it is another site, too.
  const origin = `http://localhost:${port}`;
  return {
    origin,
    serve(path, page) {
      pages.set(path, page);
      return `${origin}${path}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The smallest page that a validator takes. */
export const portalPage = (head: string, body = '<p>A page of a portal.</p>'): string =>
  `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Portal</title>${head}</head>
<body><main><h1>Portal</h1>${body}</main></body>
</html>`;
