import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Colour, contrastOf } from '../../web/accent-colours.ts';
import { parseComputedColour } from '../../web/computed-colour.ts';
import { type Site, startSite } from './start-site.ts';

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  ({ browser } = site);
}, 60_000);

afterAll(() => site?.close());

interface Portal {
  page: Page;
  /** What the browser's console said of the chat. */
  warnings: string[];
  close(): Promise<void>;
}

interface PortalOptions {
  style?: string;
  /** Of the chat's element. */
  attributes?: string;
  system?: 'light' | 'dark';
  forcedColors?: 'active';
  contrast?: 'more';
}

/** A page of an owner's with the chat in it. */
async function openPortal(options: PortalOptions): Promise<Portal> {
  const { style = '', attributes = '', system = 'light', ...media } = options;
  const context = await browser.newContext({ colorScheme: system, ...media });
  const page = await context.newPage();
  const warnings: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'warning') warnings.push(message.text());
  });
  const body = `<!doctype html><html lang="en"><title>Portal</title><style>${style}</style>
    <script type="module" src="/widget.js"></script><verbatim-chat ${attributes}></verbatim-chat>`;
  const url = new URL('/portal', site.server.url).href;
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(url);
  await page.getByLabel('Your question').waitFor();
  return { page, warnings, close: () => context.close() };
}

/** How a custom property of the chat shows in a rectangle of it. */
async function tokenOf({ page }: Portal, name: string): Promise<Colour> {
  const computed = await page.evaluate<string>(`(() => {
    const probe = document.createElement('span');
    document.querySelector('verbatim-chat').shadowRoot.append(probe);
    probe.style.forcedColorAdjust = 'none';
    probe.style.backgroundColor = 'var(${name})';
    const { backgroundColor } = getComputedStyle(probe);
    probe.remove();
    return backgroundColor;
  })()`);
  const { colour } = parseComputedColour(computed) ?? {};
  if (!colour) throw new Error(`${name} is ${computed}`);
  return colour;
}

const toHex = (colour: Colour) =>
  `#${colour
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** Runs a check on a page, and closes the page. */
async function onPortal<Result>(
  options: PortalOptions,
  check: (portal: Portal) => Promise<Result>,
): Promise<Result> {
  const portal = await openPortal(options);
  try {
    return await check(portal);
  } finally {
    await portal.close();
  }
}

const surfaceOn = (options: PortalOptions) =>
  onPortal(options, async (portal) => toHex(await tokenOf(portal, '--surface')));
const accentOn = (options: PortalOptions) =>
  onPortal(options, async (portal) => toHex(await tokenOf(portal, '--accent')));

const [light, dark] = ['#ffffff', '#14161a'];

describe('the scheme', () => {
  test.each<[string, PortalOptions, string]>([
    ['light on a page that declares none', { system: 'dark' }, light],
    ['light on a page that is', { system: 'dark', style: ':root { color-scheme: light }' }, light],
    ['dark on a page that is', { style: ':root { color-scheme: dark }' }, dark],
    [
      'the system’s where the page follows it',
      { system: 'dark', style: ':root { color-scheme: light dark }' },
      dark,
    ],
    ['that of the part of the page', { style: 'body { color-scheme: dark }' }, dark],
    ['the owner’s dark one', { attributes: 'scheme="dark"' }, dark],
    [
      'the owner’s light one',
      {
        system: 'dark',
        attributes: 'scheme="light"',
        style: ':root { color-scheme: light dark }',
      },
      light,
    ],
    [
      'the page’s where the owner leaves it to that',
      { attributes: 'scheme="auto"', style: ':root { color-scheme: dark }' },
      dark,
    ],
  ])('is %s', async (_what, options, surface) => {
    expect(await surfaceOn(options)).toBe(surface);
  });
});

describe('the accent', () => {
  test.each<[string, PortalOptions, string]>([
    ['its own', {}, '#1f5fbf'],
    ['its own in the dark', { attributes: 'scheme="dark"' }, '#8ab4ff'],
    ['the attribute’s', { attributes: 'accent="#7a1fa2"' }, '#7a1fa2'],
    ['a named colour', { attributes: 'accent="DarkGreen"' }, '#006400'],
    [
      'the property’s, set anywhere above',
      { style: ':root { --verbatim-accent: hsl(0 100% 30%) }' },
      '#990000',
    ],
    [
      'the attribute’s before the property’s',
      { style: ':root { --verbatim-accent: red }', attributes: 'accent="#006400"' },
      '#006400',
    ],
    [
      'a variable of the page',
      { style: ':root { --brand: rgb(0 100 0) }', attributes: 'accent="var(--brand)"' },
      '#006400',
    ],
    ['a mixture', { attributes: 'accent="color-mix(in srgb, #0000ff 50%, #000000)"' }, '#000080'],
    [
      'another one in each scheme',
      { attributes: 'scheme="dark" accent="light-dark(#006400, #90ee90)"' },
      '#90ee90',
    ],
    ['what a translucent one looks like', { attributes: 'accent="rgb(0 0 0 / 0.8)"' }, '#333333'],
  ])('is %s', async (_what, options, accent) => {
    expect(await accentOn(options)).toBe(accent);
  });

  test.each(['yellow', 'white', '#39ff14', 'gray', 'oklch(0.9 0.2 110)', 'black'])(
    '%s becomes one that can be read, in both schemes',
    async (accent) => {
      for (const scheme of ['light', 'dark']) {
        const attributes = `accent="${accent}" scheme="${scheme}"`;
        await onPortal({ attributes }, async (portal) => {
          const own = await tokenOf(portal, '--accent');
          for (const other of ['--surface', '--raised', '--on-accent']) {
            expect(contrastOf(own, await tokenOf(portal, other)), other).toBeGreaterThan(4.49);
          }
        });
      }
    },
  );

  test.each(['transparent', 'blurple', 'var(--nothing)', 'url(x.png)', 'red; color: blue'])(
    '%s cannot be one: the console says so once, and the chat has its own',
    async (accent) => {
      await onPortal({ attributes: `accent="${accent}"` }, async (portal) => {
        expect(toHex(await tokenOf(portal, '--accent'))).toBe('#1f5fbf');
        expect(portal.warnings).toEqual([expect.stringContaining(`"${accent}" is not a colour`)]);
      });
    },
  );

  test('follows the attribute, and leaves the element’s own style alone', async () => {
    await onPortal({ attributes: 'accent="darkgreen"' }, async (portal) => {
      const set = (value: string) =>
        portal.page.evaluate(
          `document.querySelector('verbatim-chat').setAttribute('accent', '${value}')`,
        );
      await set('#990000');
      expect(toHex(await tokenOf(portal, '--accent'))).toBe('#990000');
      await portal.page.evaluate(
        `document.querySelector('verbatim-chat').removeAttribute('accent')`,
      );
      expect(toHex(await tokenOf(portal, '--accent'))).toBe('#1f5fbf');
      const chat = portal.page.locator('verbatim-chat');
      expect(await chat.getAttribute('style')).toBeNull();
      expect(portal.warnings).toEqual([]);
    });
  });
});

test('the focus is shown once, by a line of 2 pixels in the accent', async () => {
  await onPortal({ attributes: 'accent="#006400"' }, async ({ page }) => {
    const outlines = () =>
      page.evaluate<string[]>(`(() => {
        const focused = document.querySelector('verbatim-chat').shadowRoot.activeElement;
        return [focused, focused.closest('.composer')]
          .filter(Boolean)
          .map((element) => getComputedStyle(element))
          .filter(({ outlineStyle }) => outlineStyle !== 'none')
          .map(({ outlineWidth, outlineColor }) => outlineWidth + ' ' + outlineColor);
      })()`);
    await page.getByLabel('Your question').focus();
    // With the border, which has the same colour.
    expect(await outlines()).toEqual(['1px rgb(0, 100, 0)']);
    await page.locator('.starter').first().focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    expect(await outlines()).toEqual(['2px rgb(0, 100, 0)']);
  });
});

describe('the owner’s other choices', () => {
  test('are the font, its size and the roundness', async () => {
    const style =
      ':root { font-size: 62.5%; --verbatim-font: monospace; --verbatim-size: 18px; --verbatim-radius: 0px }';
    await onPortal({ style }, async ({ page }) => {
      const styles = await page.evaluate<string[]>(`(() => {
        const composer = document.querySelector('verbatim-chat').shadowRoot.querySelector('.composer');
        const { fontFamily, fontSize, borderRadius } = getComputedStyle(composer);
        return [fontFamily, fontSize, borderRadius];
      })()`);
      expect(styles).toEqual(['monospace', '18px', '0px']);
    });
  });

  test('are nothing that a page’s root font size changes', async () => {
    await onPortal({ style: 'html { font-size: 62.5% }' }, async ({ page }) => {
      expect(
        await page.evaluate(
          `getComputedStyle(document.querySelector('verbatim-chat').shadowRoot.querySelector('.composer')).fontSize`,
        ),
      ).toBe('16px');
    });
  });
});

describe('a reader’s settings', () => {
  test('of forced colours go before the owner’s', async () => {
    await onPortal({ forcedColors: 'active', attributes: 'accent="#ff0000"' }, async (portal) => {
      expect(toHex(await tokenOf(portal, '--accent'))).not.toBe('#ff0000');
      const [accent, surface] = [
        await tokenOf(portal, '--accent'),
        await tokenOf(portal, '--surface'),
      ];
      expect(contrastOf(accent, surface)).toBeGreaterThan(4.5);
    });
  });

  test('of more contrast strengthen borders and what is muted', async () => {
    await onPortal({ contrast: 'more' }, async (portal) => {
      const surface = await tokenOf(portal, '--surface');
      expect(contrastOf(await tokenOf(portal, '--muted'), surface)).toBeGreaterThan(12);
      expect(contrastOf(await tokenOf(portal, '--border'), surface)).toBeGreaterThan(3);
    });
  });
});
