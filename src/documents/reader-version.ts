/**
 * Raised when the readers can read more than before: what failed in an earlier version is then tried
 * again. Where what they read comes out differently, `passageSettings.version` is raised, which makes
 * the index anew.
 */
export const readerVersion = 1;
