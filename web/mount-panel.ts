import { applyAccent } from './apply-accent.ts';
import { ChatWindow } from './chat-window.ts';
import type { Language } from './language.ts';
import type { LoadSource } from './lazy-source.ts';
import { createPanel, type Panel } from './panel.ts';
import { createTokenSource } from './token-source.ts';
import type { VerbatimChatElement } from './widget-api.ts';

/** What the element leaves to the part that is loaded on first opening. */
export interface MountedPanel extends Panel {
  /** What the launcher opens; holds the panel. Not for an inline element. */
  createWindow(): ChatWindow;
  /** Call when the attribute `accent` has changed. */
  applyAccent(): void;
}

/**
 * @param element its attributes, as they are now, say what the panel is to be
 * @param root of the element
 * @param server absolute URL ending in `/`
 */
export function mountPanel(
  element: VerbatimChatElement,
  root: ShadowRoot,
  server: string,
  language: Language,
  loadSource: LoadSource,
): MountedPanel {
  const dispatch = (name: string, detail?: unknown) =>
    element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  const documents = element.getAttribute('documents')?.split(/\s+/).filter(Boolean);
  const panel = createPanel({
    server,
    language,
    loadSource,
    token: createTokenSource(element, dispatch),
    remember: element.getAttribute('remember') === 'session',
    ...(documents ? { documents } : {}),
    dispatch,
  });
  const close = () => element.close();
  const dismiss = () => {
    if (!panel.escape()) close();
  };
  for (const type of ['keydown', 'keypress', 'keyup']) root.addEventListener(type, keepTyping);
  return {
    ...panel,
    ...followSurroundings(panel),
    createWindow: () => new ChatWindow(panel.element, language, { close, dismiss }),
    applyAccent: () => applyAccent(root, element.getAttribute('accent')),
  };
}

/** What a page has to do with wherever the focus is. */
const forPage = /^(Escape|Tab|F\d)/;

/**
 * A page takes single keys for its shortcuts unless they are pressed in a field; from outside, ours
 * are not to be told from anything else.
 */
function keepTyping(event: Event): void {
  const { key, ctrlKey, metaKey, altKey, target } = event as KeyboardEvent;
  if (!(target instanceof HTMLTextAreaElement) || forPage.test(key)) return;
  if (!ctrlKey && !metaKey && !altKey) event.stopPropagation();
}

/** Starts the panel, and tells it of its width and of the connection until it stops. */
function followSurroundings(panel: Panel): Pick<Panel, 'start' | 'stop'> {
  let following = new AbortController();
  return {
    start() {
      following.abort();
      following = new AbortController();
      const { signal } = following;
      window.addEventListener('online', () => panel.setOnline(true), { signal });
      window.addEventListener('offline', () => panel.setOnline(false), { signal });
      const sizes = new ResizeObserver(([entry]) => {
        if (entry) panel.resize(entry.contentRect.width);
      });
      sizes.observe(panel.element);
      signal.addEventListener('abort', () => sizes.disconnect());
      panel.start();
    },
    stop() {
      following.abort();
      panel.stop();
    },
  };
}
