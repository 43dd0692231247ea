import type { Frame, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareImages } from './compare-images.ts';
import { type HostPage, hostPages, plainPage } from './host-pages.ts';
import { type PortalSite, startPortalSite, type Visit, visitPortal } from './open-portal.ts';

/** Answered with two quotes, and the same ones every time. */
const question = 'Does China reaffirm cyber sovereignty within its borders?';
/** Of the pixels: the same browser draws the same panel on the same machine. */
const tolerance = 0.001;
const ownViewport = { width: 1000, height: 720 };

let site: PortalSite;
/** The panel on a page that does nothing to it, by viewport. */
const expected = new Map<string, Promise<Buffer>>();

beforeAll(async () => {
  // A frame that is sandboxed has the origin null.
  site = await startPortalSite(({ origin }) => ({ ALLOWED_ORIGINS: `${origin},null` }));
}, 60_000);

afterAll(() => site?.close());

interface Host {
  visit: Visit;
  /** What holds the chat: the page, or the frame in it. */
  inner: Page | Frame;
  window: Locator;
}

async function open(host: HostPage): Promise<Host> {
  const { viewport = ownViewport } = host;
  const html = host.html(`${site.farEnd.url}widget.js`);
  if (host.framed) site.portal.serve('/framed', { html });
  const visit = await visitPortal(site, {
    html: host.framed ? frameOf('/framed') : html,
    headers: {},
    context: { viewport, reducedMotion: 'reduce' },
  });
  const inner = host.framed ? await frameIn(visit.page) : visit.page;
  await inner.locator('verbatim-chat button.open').click();
  return { visit, inner, window: inner.locator('verbatim-chat dialog.window') };
}

const frameOf = (src: string) => `<!doctype html><html lang="en"><title>A portal</title>
<style>html, body { margin: 0; height: 100% } iframe { border: 0; width: 100%; height: 100% }</style>
<iframe sandbox="allow-scripts" src="${src}" title="Chat"></iframe></html>`;

async function frameIn(page: Page): Promise<Frame> {
  await expect.poll(() => page.frames().length).toBe(2);
  return page.frames()[1] as Frame;
}

/** Asks, opens the source and comes back, and gives a picture of the panel as it is then. */
async function use({ inner, window }: Host, disturb?: string): Promise<Buffer> {
  await window.locator('.starter').first().waitFor();
  if (disturb) await inner.evaluate(disturb);
  await window.locator('textarea').fill(question);
  await window.locator('textarea').press('Enter');
  await window.locator('.turn[data-outcome="answered"] .place').first().click();
  await window.locator('.source-text mark').first().waitFor();
  await window.locator('.source-text').press('Escape');
  await window.locator('.source').waitFor({ state: 'hidden' });
  await window.locator('textarea').focus();
  await window.locator('textarea').blur();
  return window.screenshot({ animations: 'disabled', caret: 'hide' });
}

async function usePlain(viewport: { width: number; height: number }): Promise<Buffer> {
  const host = await open({ ...plainPage, viewport });
  const picture = await use(host);
  await host.visit.close();
  return picture;
}

function pictureOnPlainPage(viewport: { width: number; height: number }): Promise<Buffer> {
  const key = `${viewport.width} × ${viewport.height}`;
  const known = expected.get(key) ?? usePlain(viewport);
  expected.set(key, known);
  return known;
}

test.each(hostPages.map((host) => [host.name, host] as const))(
  '%s: works, and looks the same',
  async (_name, host) => {
    const plain = await pictureOnPlainPage(host.viewport ?? ownViewport);
    const opened = await open(host);
    const picture = await use(opened, host.disturb);
    const { share, sizes } = compareImages(picture, plain);
    expect(sizes).toBe('');
    expect(share).toBeLessThanOrEqual(tolerance);
    expect(opened.visit.complaints).toEqual([]);
    await opened.window.locator('.window-close').click();
    await opened.window.waitFor({ state: 'hidden' });
    await opened.visit.close();
  },
  60_000,
);
