export function keepQuotations(text: string, _cited: readonly string[]): string {
  return text;
}
