import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { startTestServer, type TestServer } from '../support/start-test-server.ts';
import { type FarEnd, startFarEnd } from './far-end.ts';
import { type LaunchOptions, launchBrowser } from './launch-browser.ts';
import { type Portal, portalPage, startPortal, strictPolicy } from './start-portal.ts';

/** A condition that is not met by then never will be. */
const deadlineMs = 8000;

/** A portal with its visitors' browser, and the server whose widget it embeds. */
export interface PortalSite {
  portal: Portal;
  server: TestServer;
  /** In front of the server, on an origin of its own; widgets are loaded from it. */
  farEnd: FarEnd;
  browser: Browser;
  close(): Promise<void>;
}

export async function startPortalSite(
  environment: (portal: Portal) => Record<string, string> = ({ origin }) => ({
    ALLOWED_ORIGINS: origin,
  }),
  browserOptions: LaunchOptions = {},
): Promise<PortalSite> {
  const portal = await startPortal();
  const [server, browser] = await Promise.all([
    startTestServer({ environment: environment(portal) }),
    launchBrowser(browserOptions),
  ]);
  const farEnd = await startFarEnd(server.url);
  return {
    portal,
    server,
    farEnd,
    browser,
    async close() {
      await browser.close();
      await farEnd.close();
      await server.close();
      await portal.close();
    },
  };
}

export interface Visit {
  page: Page;
  /** What the browser refused, logged as an error or threw. */
  readonly complaints: string[];
  /** Everything that was asked for, but the page itself. */
  readonly requests: string[];
  close(): Promise<void>;
}

export interface VisitOptions {
  /** In the head; the one tag of the widget unless it is said. */
  head?: string;
  body?: string;
  headers?: Record<string, string>;
  /** The whole page, in place of head and body. */
  html?: string;
  context?: BrowserContextOptions;
  /** Runs before anything of the page does. */
  before?(page: Page): Promise<unknown>;
}

export const widgetTag = (url: string, attributes = ''): string =>
  `<script src="${url}widget.js" async ${attributes}></script>`;

/** Opens a page of the portal, with the strict policy unless other headers are given. */
export async function visitPortal(site: PortalSite, options: VisitOptions = {}): Promise<Visit> {
  const { farEnd, portal, browser } = site;
  const { head = widgetTag(farEnd.url), body, context: contextOptions = {} } = options;
  const headers = options.headers ?? { 'Content-Security-Policy': strictPolicy(farEnd.url) };
  const url = portal.serve('/', { html: options.html ?? portalPage(head, body), headers });
  const context = await browser.newContext(contextOptions);
  context.setDefaultTimeout(deadlineMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => complaints.push(`threw: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => {
    if (request.url() !== url) requests.push(request.url());
  });
  await page.addInitScript(`
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) => {
      violations.push(event.effectiveDirective + ' ' + event.blockedURI);
    });
  `);
  await options.before?.(page);
  await page.goto(url);
  return { page, complaints, requests, close: () => context.close() };
}

/** The button in the corner. */
export const launcherOf = (page: Page) => page.locator('verbatim-chat .launcher button.open');
/** What it opens. */
export const windowOf = (page: Page) => page.locator('verbatim-chat dialog.window');

/** Opens the chat and waits until there is something to ask. */
export async function openByLauncher(page: Page): Promise<void> {
  await launcherOf(page).click();
  await page.locator('.starter').first().waitFor();
}
