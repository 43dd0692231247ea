import type { Browser } from 'playwright-core';
import type { DocumentContent } from '../../src/protocol.ts';
import { startTestServer, type TestServer } from '../support/start-test-server.ts';
import { type FarEnd, startFarEnd } from './far-end.ts';
import { fetchDocument } from './fetch-document.ts';
import { launchBrowser } from './launch-browser.ts';

/** What a test of the page stands on: a browser, the real server, and what answers in its place. */
export interface Site {
  server: TestServer;
  farEnd: FarEnd;
  browser: Browser;
  /** The document of the project's own corpus. */
  document: DocumentContent;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const [server, browser] = await Promise.all([startTestServer(), launchBrowser()]);
  const farEnd = await startFarEnd(server.url);
  return {
    server,
    farEnd,
    browser,
    document: await fetchDocument(server.url),
    async close() {
      await browser.close();
      await farEnd.close();
      await server.close();
    },
  };
}
