import type { Language, PluralForms } from './language.ts';

// What stands in a message for its {placeholders}, by the rules of a language.

type Values = Readonly<Record<string, string>>;

/** Its group is the name. */
export const placeholder = /\{(\w+)\}/g;

/** Text with values in place of its `{placeholders}`; one that has no value stays as it is. */
export const fill = (text: string, values: Values): string =>
  text.replace(placeholder, (whole, name: string) => values[name] ?? whole);

export const formatNumber = ({ code }: Language, number: number): string =>
  new Intl.NumberFormat(code).format(number);

/** The form for a number of things, with the number in it. */
export function formatCount(language: Language, forms: PluralForms, count: number): string {
  const form = forms[new Intl.PluralRules(language.code).select(count)] ?? forms.other;
  return fill(form, { count: formatNumber(language, count) });
}

/** "a, b and c" */
export const formatList = ({ code }: Language, items: readonly string[]): string =>
  new Intl.ListFormat(code).format(items);

/** Such as "in 30 seconds"; in whole minutes, rounded up, from two minutes on. */
export function formatWait({ code }: Language, seconds: number): string {
  const format = new Intl.RelativeTimeFormat(code);
  return seconds < 120
    ? format.format(seconds, 'second')
    : format.format(Math.ceil(seconds / 60), 'minute');
}

/** Such as "30 seconds". */
export const formatDuration = ({ code }: Language, seconds: number): string =>
  new Intl.NumberFormat(code, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(
    seconds,
  );
