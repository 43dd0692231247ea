/** SHA-256 of a module that is loaded when it is needed, in base64. */
type Hash = string;

/** What the launcher knows of a language before the language itself is there; a list is shortest. */
export type LauncherLanguage = readonly [
  hash: Hash,
  direction: 'ltr' | 'rtl',
  open: string,
  loading: string,
  failed: string,
  retry: string,
];

/** Put in by scripts/build/web-client.js. */
declare const VERBATIM_PANEL: Hash;
declare const VERBATIM_SOURCE: Hash;
/** By code, as in web/languages/. */
declare const VERBATIM_LANGUAGES: Readonly<Record<string, LauncherLanguage>>;

export const languages = VERBATIM_LANGUAGES;

/** The hash of each part: `panel`, `source`, and a language by its code. */
export const hashes: Readonly<Record<string, Hash>> = {
  panel: VERBATIM_PANEL,
  source: VERBATIM_SOURCE,
  ...Object.fromEntries(Object.entries(languages).map(([code, [hash]]) => [code, hash])),
};

/** Where a part lies; scripts/build/web-client.js names it so. */
export const pathOf = (name: string): string =>
  `widget/${name}-${hashes[name]?.slice(0, 12).replace(/\W/g, '_')}.js`;
