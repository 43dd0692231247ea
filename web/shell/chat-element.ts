import type { ChatWindow } from '../chat-window.ts';
import { createElement } from '../create-element.ts';
import { drawIcon } from '../draw-icon.ts';
import type { MountedPanel } from '../mount-panel.ts';
import type { VerbatimChatElement } from '../widget-api.ts';
import { chooseLanguage } from './choose-language.ts';
import { focusedElement } from './focused-element.ts';
import { PanelHost } from './panel-host.ts';
import { languages } from './parts.ts';
import shellStyles from './shell.css';
import { togglePopover } from './toggle-popover.ts';

/** The panel is made with these, so that another value makes another panel. */
const madeWith = ['server', 'lang', 'documents', 'remember'];

let sheet: CSSStyleSheet | undefined;

/** `<verbatim-chat>`; what owners may do with it stands in widget-api.ts. */
export class ChatElement extends HTMLElement implements VerbatimChatElement {
  static readonly observedAttributes = [...madeWith, 'mode', 'label', 'accent'];

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #host = new PanelHost(
    this,
    this.#root,
    (panel) => this.#place(panel),
    () => this.#dispatch('verbatim-error', {}),
  );
  /** Loads an inline chat when it is about to come into view. */
  readonly #nearby = new IntersectionObserver(
    ([entry]) => {
      if (entry?.isIntersecting) this.#host.load();
    },
    { rootMargin: '200px' },
  );
  /** Where the panel, or the button that opens it, stands. */
  #frame: HTMLElement | undefined;
  #launcher: HTMLButtonElement | undefined;
  #window: ChatWindow | undefined;
  #opened = false;
  #opener: HTMLElement | undefined;

  constructor() {
    super();
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(shellStyles);
    }
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.addEventListener('keydown', (event) => this.#onKeydown(event as KeyboardEvent));
  }

  get opened(): boolean {
    return this.#opened || this.#isInline;
  }

  open(): void {
    const isNew = !this.opened;
    if (isNew) {
      this.#opened = true;
      this.#opener = focusedElement(this);
    }
    this.#host.use((panel) => {
      if (!this.opened) return;
      if (isNew) this.#window?.show();
      // The visitor may have gone on to something else meanwhile.
      const focused = focusedElement(this);
      if (!focused || focused === this.#opener) this.#focus(panel);
    });
    this.#showExpanded();
    if (isNew) this.#dispatch('verbatim-open');
  }

  close(): void {
    if (!this.#opened) return;
    const hadFocus = this.#root.activeElement || document.activeElement === document.body;
    this.#opened = false;
    this.#window?.hide();
    this.#showExpanded();
    const opener = this.#opener?.isConnected ? this.#opener : this.#launcher;
    if (hadFocus) opener?.focus();
    this.#dispatch('verbatim-close');
  }

  toggle(): void {
    if (this.#opened) this.close();
    else this.open();
  }

  ask(text: string): void {
    const question = text.trim();
    if (!question) throw new TypeError('ask() takes a question.');
    this.open();
    this.#host.use((panel) => panel.ask(question));
  }

  newConversation(): void {
    this.#host.forget();
    this.#host.panel?.newConversation();
  }

  connectedCallback(): void {
    this.#build();
    this.#host.connect(this.#language);
    if (this.#window && this.#opened) this.#window.show();
  }

  disconnectedCallback(): void {
    // An element that is only moved is back by then.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#nearby.disconnect();
      this.#window?.hide();
      this.#host.panel?.stop();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    if (name === 'mode') this.#takeDown();
    this.#build();
    if (madeWith.includes(name)) this.#host.renew(this.#language);
  }

  get #isInline(): boolean {
    return this.getAttribute('mode') !== 'launcher';
  }

  get #language(): string {
    const tags: string[] = [];
    // What surrounds a shadow tree, too, says which language is spoken in it.
    for (let node: Node | null = this; node; node = node.parentNode ?? (node as ShadowRoot).host)
      tags.push((node as HTMLElement).lang);
    return chooseLanguage([...tags, ...navigator.languages], languages);
  }

  /** Puts everything where the mode has it, with the words of the language. */
  #build(): void {
    if (!this.#frame) {
      this.#frame = this.#isInline ? this.#createInline() : this.#createLauncher();
      this.#root.append(this.#frame);
      if (this.#host.panel) this.#place(this.#host.panel);
    }
    if (this.#launcher) {
      this.#launcher.lastChild!.textContent = this.#label;
      this.#frame.ariaLabel = this.#label;
      this.#window?.setTitle(this.#label);
      // Above everything else on the page.
      togglePopover(this.#frame, true);
      this.#showExpanded();
    } else this.#nearby.observe(this);
    this.#frame.dir = languages[this.#language]![1];
    this.#frame.lang = this.#language;
    this.#applyAccent();
  }

  get #label(): string {
    return this.getAttribute('label') || languages[this.#language]![2];
  }

  #createInline(): HTMLElement {
    return createElement('div', { class: 'inline root', part: 'panel' }, this.#host.notice);
  }

  #createLauncher(): HTMLElement {
    this.#launcher = createElement(
      'button',
      { class: 'open', part: 'launcher', type: 'button', 'aria-haspopup': 'dialog' },
      drawIcon('M2.5 3h11v8h-6L4.5 13.5V11h-2z'),
      createElement('span'),
    );
    this.#launcher.onclick = () => this.toggle();
    // A landmark: what stands beside the page's own would otherwise be in none.
    const attributes = { class: 'launcher root', role: 'region', popover: 'manual' };
    return createElement('div', attributes, this.#host.notice, this.#launcher);
  }

  /** The panel, in place of an earlier one. */
  #place(panel: MountedPanel): void {
    if (this.#isInline) this.#frame?.replaceChildren(this.#host.notice, panel.element);
    else {
      this.#window?.hide();
      this.#window?.element.remove();
      this.#window = panel.createWindow();
      this.#window.setTitle(this.#label);
      this.#root.append(this.#window.element);
      if (this.#opened && this.isConnected) {
        this.#window.show();
        // Again, as what had the focus may be gone.
        this.open();
      }
    }
  }

  #takeDown(): void {
    this.close();
    this.#nearby.disconnect();
    this.#frame = undefined;
    this.#window = undefined;
    this.#launcher = undefined;
    this.#root.replaceChildren();
  }

  #showExpanded(): void {
    if (this.#launcher) this.#launcher.ariaExpanded = String(this.#opened);
  }

  /** On a phone the field would bring up the keyboard, before there is anything to be read. */
  #focus(panel: MountedPanel): void {
    if (this.#window?.coversPage) this.#window.element.focus();
    else panel.focus();
  }

  #onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    if (!this.#host.panel?.escape()) {
      if (!this.#opened) return;
      this.close();
    }
    event.preventDefault();
    event.stopPropagation();
  }

  /** The launcher has the colour as it is; the panel makes readable pairs of it. */
  #applyAccent(): void {
    const accent = this.getAttribute('accent') ?? '';
    const shown = CSS.supports('color', accent) ? accent : '';
    this.#launcher?.style.setProperty('--verbatim-accent', shown);
    this.#host.panel?.applyAccent();
  }

  #dispatch(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
