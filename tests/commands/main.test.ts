import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runCommand, startCommand } from '../support/run-command.ts';
import { smallCorpus } from '../support/small-corpus.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary-directory.ts';
import { waitUntil, within } from '../support/wait-until.ts';

let directory: string;
beforeAll(async () => {
  directory = await temporaryDirectory();
  await mkdir(join(directory, 'corpus'));
  await writeFiles(join(directory, 'corpus'), smallCorpus);
});

describe('npm start', () => {
  test('says what it does and where it answers, logs requests, and ends with 0 on SIGTERM', async () => {
    const server = await startCommand('main', [], { directory, environment: { PORT: '0' } });
    await server.says(/Verbatim answers on http:\/\/localhost:\d+\n/);
    expect(server.stderr()).toMatch(
      /^Indexing .*corpus\nDocument 1 of 3: garden\/guide\.md\n3 documents added\.\n4 passages indexed in \d+\.\d s\.\nVerbatim answers on .*\n$/,
    );
    const address = /http:\/\/localhost:\d+/.exec(server.stderr())![0];
    expect((await fetch(`${address}/`)).status).toBe(200);
    await waitUntil('the line of the request', () => server.stdout().includes('\n'));
    server.child.kill('SIGTERM');
    const { code, stdout } = await within('the end of the server', server.ended);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ path: '/', status: 200 }]);
  });

  test('names every wrong setting at once', async () => {
    const environment = { PORT: 'abc', HOST: 'a b', MIN_CONFIDENCE: '2', LOG_LEVEL: 'loud' };
    const result = await runCommand('main', [], { directory, environment });
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr.split('\n').slice(0, -1)).toEqual([
      '4 settings cannot be used:',
      '  PORT must be a whole number from 0 to 65535, not "abc".',
      '  HOST must be a host name or an IP address, not "a b".',
      '  MIN_CONFIDENCE must be a number from 0 to 1, not "2".',
      '  LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent, not "loud".',
    ]);
  });

  test('takes no arguments but --help', async () => {
    const options = { directory };
    const help = await runCommand('main', ['--help'], options);
    expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('PORT') });
    const wrong = await runCommand('main', ['--port', '80'], options);
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toMatch(/^Unknown argument "--port"\.\n\nnpm start /);
  });
});
