import type { Citation } from '../src/protocol.ts';
import { createElement } from './create-element.ts';
import type { Language } from './language.ts';
import type { PreviewOptions } from './quote-preview.ts';
import type { SourceHandlers, SourceView } from './source-view.ts';

/** The module that quotes and documents are shown by; may fail, and may then be asked for again. */
export type LoadSource = () => Promise<SourcePart>;

type SourcePart = typeof import('./source-part.ts');

/** Stands for the view of a document until it is loaded, and then hands on to it. */
export class LazySource {
  readonly #placeholder = createElement('section', { hidden: true });
  readonly #load: LoadSource;
  readonly #handlers: SourceHandlers;
  readonly #language: Language;
  #part: SourcePart | undefined;
  #view: SourceView | undefined;
  #loading: Promise<void> | undefined;

  constructor(load: LoadSource, handlers: SourceHandlers, language: Language) {
    this.#load = load;
    this.#handlers = handlers;
    this.#language = language;
  }

  get element(): HTMLElement {
    return this.#view?.element ?? this.#placeholder;
  }

  get isOpen(): boolean {
    return this.#view?.isOpen ?? false;
  }

  get isLoaded(): boolean {
    return this.#view !== undefined;
  }

  /** Call when an answer has something to show, so that it is there when it is asked for. */
  load(): Promise<void> {
    this.#loading ??= this.#create().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  /** At once where it is loaded, as what a browser allows after a press it may not allow later. */
  async use<Result>(action: (part: SourcePart) => Result): Promise<Awaited<Result>> {
    if (!this.#part) await this.load();
    return await action(this.#part as SourcePart);
  }

  /** Lets a chip preview the quote that it stands for; a press on it before that is loaded waits. */
  readonly preview = (chip: HTMLElement, options: PreviewOptions): void => {
    if (this.#part) {
      new this.#part.QuotePreview(chip, options);
      return;
    }
    const loading = new AbortController();
    const { signal } = loading;
    let pointer: string | undefined;
    const replace = () => {
      if (signal.aborted) return;
      loading.abort();
      const preview = new (this.#part as SourcePart).QuotePreview(chip, options);
      if (pointer !== undefined) preview.press(pointer);
    };
    const onPress = (event: MouseEvent) => {
      pointer = (event as Partial<PointerEvent>).pointerType ?? '';
      this.load().then(replace, () => options.open());
    };
    chip.addEventListener('click', onPress, { signal });
    this.load().then(replace, () => undefined);
  };

  /** Only once it is loaded. */
  open(citations: Citation[], index: number): void {
    this.#view?.open(citations, index);
  }

  close(): void {
    this.#view?.close();
  }

  async #create(): Promise<void> {
    const part = await this.#load();
    const { SourceView, sourceStyles } = part;
    const view = new SourceView(this.#handlers, this.#language);
    const root = this.#placeholder.getRootNode();
    if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sourceStyles)) {
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sourceStyles];
    }
    this.#placeholder.replaceWith(view.element);
    this.#view = view;
    this.#part = part;
  }
}
