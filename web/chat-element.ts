import { createApiClient } from './api-client.ts';
import { applyAccent } from './apply-accent.ts';
import baseStyles from './base.css';
import { ChatController } from './chat-controller.ts';
import english from './languages/en.ts';
import panelStyles from './panel.css';
import quoteStyles from './quote-card.css';
import sourceStyles from './source.css';
import tokens from './tokens.css';
import turnStyles from './turn.css';
import writtenStyles from './written-text.css';

const styles = [
  tokens,
  baseStyles,
  panelStyles,
  turnStyles,
  writtenStyles,
  quoteStyles,
  sourceStyles,
];

/**
 * `<verbatim-chat>`: a chat with the server that this script was loaded from, or the one that the
 * `server` attribute names. It fills the box that the page gives it.
 */
export class ChatElement extends HTMLElement {
  static readonly observedAttributes = ['accent'];

  #controller: ChatController | undefined;
  #disconnected = new AbortController();

  connectedCallback(): void {
    this.#controller ??= this.#createController();
    const controller = this.#controller;
    this.#disconnected = new AbortController();
    const { signal } = this.#disconnected;
    this.#applyAccent();
    window.addEventListener('online', () => controller.setOnline(true), { signal });
    window.addEventListener('offline', () => controller.setOnline(false), { signal });
    this.shadowRoot?.addEventListener('keydown', (event) => this.#onKeydown(event), { signal });
    const sizes = new ResizeObserver(([entry]) => {
      if (entry) controller.view.resize(entry.contentRect.width);
    });
    sizes.observe(this);
    signal.addEventListener('abort', () => sizes.disconnect());
    controller.start();
    if (!navigator.onLine) controller.setOnline(false);
  }

  disconnectedCallback(): void {
    this.#disconnected.abort();
    this.#controller?.stop();
  }

  attributeChangedCallback(): void {
    if (this.isConnected) this.#applyAccent();
  }

  #applyAccent(): void {
    if (this.shadowRoot) applyAccent(this.shadowRoot, this.getAttribute('accent'));
  }

  #createController(): ChatController {
    const server = new URL(this.getAttribute('server') ?? '.', import.meta.url);
    const controller = new ChatController({
      client: createApiClient(server.href),
      language: english,
    });
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = styles.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return sheet;
    });
    root.append(controller.view.element);
    return controller;
  }

  #onKeydown(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Escape' || event.isComposing) return;
    this.#controller?.escape();
  }
}
