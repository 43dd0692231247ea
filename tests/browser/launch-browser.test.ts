import { expect, test } from 'vitest';
import { launchBrowser } from './launch-browser.ts';

const hasPackedBrowser = process.platform === 'linux' && process.arch === 'x64';

// A machine with nothing but Node has no browser, none of its libraries and no fonts.
test.runIf(hasPackedBrowser)(
  'the browser from npm runs on its own libraries',
  async () => {
    const browser = await launchBrowser({ packed: true });
    try {
      const page = await browser.newPage();
      await page.setContent('<span>illiterate</span><br><span>WWWWWWWWWW</span>');
      const widths = await page.evaluate<number[]>(
        '[...document.querySelectorAll("span")].map((element) => element.offsetWidth)',
      );
      // Without a font every letter is as wide as any other, or has no width at all.
      expect(widths[0]).toBeGreaterThan(20);
      expect(widths[1]).toBeGreaterThan((widths[0] ?? 0) * 1.5);
    } finally {
      await browser.close();
    }
  },
  60_000,
);
