import { type AddressInfo, createServer } from 'node:net';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { AppEnvironment } from '../../src/server/app-environment.ts';
import { listen } from '../../src/server/listen.ts';

const app = new Hono<AppEnvironment>();

test('a port that is in use is named, with what to do', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const failed = listen(app, { port, host: '127.0.0.1' });
  await expect(failed).rejects.toThrow(UserError);
  await expect(failed).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is in use. Stop the other program, or set PORT to another number.`,
  );
  other.close();
});

test('an address of another machine is refused', async () => {
  await expect(listen(app, { port: 0, host: '203.0.113.1' })).rejects.toThrow(
    '203.0.113.1 is not an address of this machine. Set HOST to an address of this machine, such as 127.0.0.1.',
  );
});

test('port 0 takes any that is free, and can be closed again', async () => {
  const server = await listen(app, { port: 0, host: '127.0.0.1' });
  expect(server.port).toBeGreaterThan(0);
  await server.close(0);
  const again = await listen(app, { port: server.port, host: '127.0.0.1' });
  await again.close(0);
});
