import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { UserError } from '../errors.ts';
import type { AppEnvironment } from './app-environment.ts';

export interface ListeningServer {
  port: number;
  /** Takes no more requests and waits for those that run, at most so many milliseconds. */
  close(milliseconds: number): Promise<void>;
}

const advice: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use. Stop the other program, or set PORT to another number.',
  EACCES: 'may not be used by this account. Set PORT to a number above 1023.',
  EADDRNOTAVAIL: 'is not an address of this machine. Set HOST to one that is, such as 127.0.0.1.',
  ENOTFOUND: 'is not a known host. Set HOST to an address of this machine, such as 127.0.0.1.',
};

/** @throws UserError when the address cannot be listened on */
export async function listen(
  app: Hono<AppEnvironment>,
  { port, host }: { port: number; host: string },
): Promise<ListeningServer> {
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = advice[cause.code ?? ''] ?? `cannot be listened on (${cause.code}).`;
      reject(new UserError(`Port ${port} on ${host} ${reason}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: (milliseconds) => closeServer(server, milliseconds),
  };
}

function closeServer(server: Server, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), milliseconds);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}
