/** A text without line breaks and other control characters, each run of them and of spaces a space. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
