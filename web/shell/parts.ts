/** A module that is loaded on first opening: its name, under `widget/`, and the SHA-256 of it. */
export type Part = readonly [file: string, hash: string];

/** What the launcher knows of a language before the language itself is there. */
export interface LauncherLanguage {
  part: Part;
  direction: 'ltr' | 'rtl';
  open: string;
  loading: string;
  failed: string;
  retry: string;
}

/** Put in by scripts/build/web-client.js. */
declare const VERBATIM_PANEL: Part;
/** By code, as in web/languages/. */
declare const VERBATIM_LANGUAGES: Readonly<Record<string, LauncherLanguage>>;

export const panelPart = VERBATIM_PANEL;
export const languages = VERBATIM_LANGUAGES;
