import { readFileSync } from 'node:fs';

const font = (file: string) => {
  const url = new URL(`../fixtures/fonts/${file}`, import.meta.url);
  return `url(data:font/woff2;base64,${readFileSync(url).toString('base64')})`;
};

/**
 * Declares the fonts that screenshots are taken with, so that they do not depend on those of the
 * machine: a sans serif one for the owner's property, and one by the name that quotes ask for first.
 */
export const testFonts = `
  @font-face { font-family: "Test"; src: ${font('noto-sans-latin-400-normal.woff2')}; }
  @font-face { font-family: "Test"; src: ${font('noto-sans-arabic-arabic-400-normal.woff2')};
    unicode-range: U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFF; }
  @font-face { font-family: "Charter"; src: ${font('noto-serif-latin-400-normal.woff2')}; }
  @font-face { font-family: "Charter"; src: ${font('noto-sans-arabic-arabic-400-normal.woff2')};
    unicode-range: U+0600-06FF, U+0750-077F, U+FB50-FDFF, U+FE70-FEFF; }
  verbatim-chat { --verbatim-font: "Test"; }`;
