/**
 * Puts an answer on the clipboard, as text and with its links; throws where the browser refuses, as
 * it does on a page that is not served securely and in a frame that may not.
 */
export async function copyAnswer(forms: { text: string; markup: string }): Promise<void> {
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
