import { join } from 'node:path';
import { startTestServer, type TestServer } from './start-test-server.ts';
import { temporaryDirectory, writeFiles } from './temporary-directory.ts';

/** A server whose documents have changed since `look` was called, with every revision kept. */
export async function startChangedServer<Seen>(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  look: (server: TestServer) => Promise<Seen>,
): Promise<{ server: TestServer; seen: Seen }> {
  const directory = await temporaryDirectory();
  const corpus = join(directory, 'corpus');
  const environment = { LANCEDB_URI: join(directory, 'index') };
  await writeFiles(corpus, before);
  const first = await startTestServer({ corpus, environment });
  const seen = await look(first).finally(() => first.close());
  await writeFiles(corpus, after);
  return { server: await startTestServer({ corpus, environment }), seen };
}
