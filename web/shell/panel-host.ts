import { createElement } from '../create-element.ts';
import type { Language } from '../language.ts';
import type { MountedPanel, mountPanel } from '../mount-panel.ts';
import type { VerbatimChatElement } from '../widget-api.ts';
import { loadPart } from './load-part.ts';
import { memoryKey } from './memory-key.ts';
import { languages } from './parts.ts';
import { scriptTag } from './script-tag.ts';

/** What loads sooner shows no waiting at all. */
const waitingAfterMs = 400;

/** Loads the panel of an element when it is first wanted, and holds it from then on. */
export class PanelHost {
  /** Says what becomes of the loading. */
  readonly notice = createElement('div', { class: 'coming' });
  panel: MountedPanel | undefined;
  readonly #element: VerbatimChatElement;
  readonly #root: ShadowRoot;
  readonly #onLoaded: (panel: MountedPanel) => void;
  readonly #onFailed: () => void;
  #language: string | undefined;
  #loading: symbol | undefined;
  #waiting: ((panel: MountedPanel) => void)[] = [];

  constructor(
    element: VerbatimChatElement,
    root: ShadowRoot,
    onLoaded: (panel: MountedPanel) => void,
    onFailed: () => void,
  ) {
    this.#element = element;
    this.#root = root;
    this.#onLoaded = onLoaded;
    this.#onFailed = onFailed;
  }

  /** Runs something with the panel, and loads it for that if need be. */
  use(action: (panel: MountedPanel) => void): void {
    if (this.panel) action(this.panel);
    else {
      this.#waiting.push(action);
      this.load();
    }
  }

  /** Drops what is still to be done with the panel, and what another page has left for it. */
  forget(): void {
    this.#waiting = [];
    try {
      const documents = this.#element.getAttribute('documents') ?? '';
      sessionStorage.removeItem(`${memoryKey}${this.#findServer()} ${documents}`.trim());
    } catch {}
  }

  /** Call when the element has come to stand in the document: there alone can parts be loaded. */
  connect(language: string): void {
    this.#language = language;
    if (this.#waiting.length) this.load();
    this.panel?.start();
  }

  load(): void {
    if (this.panel || this.#loading || !this.#language || !this.#element.isConnected) return;
    const server = this.#findServer();
    if (server) void this.#load(server, this.#language);
  }

  /** Makes the panel anew, if there is one, as what it was made with has changed. */
  renew(language: string): void {
    this.#language = language;
    const isWanted = this.panel ?? this.#loading;
    this.panel?.stop();
    this.panel = undefined;
    this.#loading = undefined;
    if (isWanted) this.load();
  }

  #findServer(): string | undefined {
    const named = this.#element.getAttribute('server');
    try {
      if (named) return new URL(named.replace(/\/*$/, '/'), document.baseURI).href;
    } catch {}
    if (!named && scriptTag) return scriptTag.server;
    console.error('verbatim-chat: set server to an address.');
    return undefined;
  }

  async #load(server: string, language: string): Promise<void> {
    const [, , , loading, failed, retry] = languages[language]!;
    const load = Symbol();
    this.#loading = load;
    // Empty at first, as screen readers announce what changes in it.
    const status = createElement('p', { role: 'status' });
    this.notice.replaceChildren(status);
    setTimeout(() => status.append(loading), waitingAfterMs);
    const loadFrom = <Module>(name: string) =>
      loadPart<Module>(name, scriptTag?.sure ? scriptTag.server : server, this.#root);
    try {
      const [module, words] = await Promise.all([
        loadFrom<{ mountPanel: typeof mountPanel }>('panel'),
        loadFrom<{ default: Language }>(language),
      ]);
      if (this.#loading !== load) return;
      this.#show(
        module.mountPanel(this.#element, this.#root, server, words.default, () =>
          loadFrom('source'),
        ),
      );
    } catch (error) {
      if (this.#loading === load) this.#fail(error, failed, retry);
    }
  }

  #show(panel: MountedPanel): void {
    this.#loading = undefined;
    this.panel = panel;
    const root = this.#root;
    root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...panel.styles])];
    this.notice.replaceChildren();
    panel.applyAccent();
    this.#onLoaded(panel);
    if (this.#element.isConnected) panel.start();
    const actions = this.#waiting;
    this.#waiting = [];
    for (const action of actions) action(panel);
  }

  #fail(error: unknown, failed: string, retry: string): void {
    this.#loading = undefined;
    console.error('verbatim-chat:', error);
    const button = createElement('button', { type: 'button' }, retry);
    button.onclick = () => this.load();
    this.notice.replaceChildren(createElement('p', { role: 'alert' }, failed), button);
    this.#onFailed();
  }
}
