import type { Answer } from '../src/protocol.ts';
import { answerAsMarkup } from './answer-as-markup.ts';
import { answerAsText, partsOfAnswer } from './answer-as-text.ts';
import type { Language } from './language.ts';

/**
 * Puts an answer on the clipboard, as text and with its links; throws where the browser refuses, as
 * it does on a page that is not served securely and in a frame that may not.
 */
export async function copyAnswer(
  answer: Answer,
  language: Language,
  resolve: (path: string) => string,
): Promise<void> {
  const parts = partsOfAnswer(answer, language, resolve);
  return write({ text: answerAsText(parts), markup: answerAsMarkup(parts) });
}

async function write(forms: { text: string; markup: string }): Promise<void> {
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (!clipboard) throw new Error('The browser offers no clipboard to this page.');
  if ('ClipboardItem' in globalThis) {
    const item = new ClipboardItem({
      'text/plain': new Blob([forms.text], { type: 'text/plain' }),
      'text/html': new Blob([forms.markup], { type: 'text/html' }),
    });
    try {
      return await clipboard.write([item]);
    } catch {
      // Some take nothing but text.
    }
  }
  await clipboard.writeText(forms.text);
}
