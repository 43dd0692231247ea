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

function explain(code: string | undefined, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use. Stop the other program, or set PORT to another number.`;
    case 'EACCES':
      return `Port ${port} may not be used by this account. Set PORT to a number above 1023.`;
    case 'EADDRNOTAVAIL':
      return `${host} is not an address of this machine. ${hostAdvice}`;
    case 'ENOTFOUND':
    // The code for an unknown name where no name server can be reached.
    case 'EAI_AGAIN':
      return `The host ${host} is not known. ${hostAdvice}`;
    default:
      return `Port ${port} on ${host} cannot be listened on (${code}). Check HOST and PORT.`;
  }
}

const hostAdvice = 'Set HOST to an address of this machine, such as 127.0.0.1.';

/** @throws UserError when the address cannot be listened on */
export async function listen(
  app: Hono<AppEnvironment>,
  { port, host }: { port: number; host: string },
): Promise<ListeningServer> {
  const server = createServer(getRequestListener(app.fetch));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new UserError(explain(cause.code, port, host), { cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: (milliseconds) => closeServer(server, milliseconds),
  };
}

/** Milliseconds; how soon a connection is closed once its last answer is sent. */
const idleCheckInterval = 25;

function closeServer(server: Server, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), milliseconds);
    // Clients keep connections open for later requests; a closing server has to end them itself.
    const idle = setInterval(() => server.closeIdleConnections(), idleCheckInterval);
    server.close(() => {
      clearTimeout(deadline);
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });
}
