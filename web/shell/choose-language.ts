const fallback = 'en';

/**
 * The first of the wanted languages that is offered, by its primary subtag: `zh-Hant-TW` is `zh`.
 * @param wanted BCP 47 tags, or nothing where none is known
 */
export function chooseLanguage(
  wanted: readonly (string | null | undefined)[],
  offered: object,
): string {
  for (const tag of wanted) {
    const [code = ''] = tag?.trim().toLowerCase().split(/[-_]/) ?? [];
    if (Object.hasOwn(offered, code)) return code;
  }
  return fallback;
}
