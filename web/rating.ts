import type { CommentForm, createCommentForm } from './comment-form.ts';
import { createElement } from './create-element.ts';
import { describeRefusal } from './describe-refusal.ts';
import { createIconButton } from './icons.ts';
import type { Language } from './language.ts';

export interface RatingActions {
  /** Resolves when the server has taken it. */
  rate(feedback: { helpful: boolean; comment?: string }): Promise<void>;
  announce(text: string): void;
  /** It comes with what is loaded after the first answer. */
  loadCommentForm(): Promise<typeof createCommentForm>;
}

/** What a reader thinks of an answer: two thumbs, and a form for a comment once one is pressed. */
export class Rating {
  readonly buttons: HTMLButtonElement[];
  /** Where the form opens. */
  readonly place = createElement('div');
  readonly #choices: { helpful: boolean; button: HTMLButtonElement }[];
  readonly #actions: RatingActions;
  readonly #language: Language;
  readonly #tell: (text: string) => void;
  #helpful: boolean | undefined;
  #form: CommentForm | undefined;

  /** @param tell shows and announces a line beside the thumbs */
  constructor(actions: RatingActions, language: Language, tell: (text: string) => void) {
    this.#actions = actions;
    this.#language = language;
    this.#tell = tell;
    this.#choices = [
      { helpful: true, button: createIconButton('helpful', language.messages.helpful) },
      { helpful: false, button: createIconButton('unhelpful', language.messages.unhelpful) },
    ];
    this.buttons = this.#choices.map(({ button }) => button);
    for (const { helpful, button } of this.#choices) {
      button.addEventListener('click', () => this.#choose(helpful));
    }
    this.#press(undefined);
  }

  #press(helpful: boolean | undefined): void {
    this.#helpful = helpful;
    for (const choice of this.#choices) {
      choice.button.ariaPressed = String(choice.helpful === helpful);
    }
  }

  async #choose(helpful: boolean): Promise<void> {
    const { messages } = this.#language;
    this.#press(helpful);
    this.#openForm(helpful).catch(() => undefined);
    try {
      await this.#actions.rate({ helpful });
      const asked = helpful ? messages.commentHelpful : messages.commentUnhelpful;
      this.#tell(messages.thanks);
      this.#actions.announce(`${messages.thanks} ${asked}`);
    } catch (error) {
      // The reader may have chosen again since.
      if (this.#helpful !== helpful) return;
      this.#press(undefined);
      this.#closeForm();
      this.#tell(describeRefusal(error, this.#language));
    }
  }

  /** Throws where the form cannot be loaded; the thumb is sent all the same. */
  async #openForm(helpful: boolean): Promise<void> {
    const create = await this.#actions.loadCommentForm();
    // The reader may have chosen again, or the server refused, since.
    if (this.#helpful !== helpful) return;
    this.#form ??= create(this.#language, {
      send: (comment) => this.#actions.rate({ helpful: this.#helpful === true, comment }),
      close: (said) => {
        const pressed = this.#choices.find((choice) => choice.helpful === this.#helpful);
        pressed?.button.focus({ preventScroll: true });
        this.#closeForm();
        if (said) this.#tell(said);
      },
      announce: this.#actions.announce,
    });
    this.#form.setHelpful(helpful);
    this.place.append(this.#form.element);
    this.#form.element.scrollIntoView({ block: 'nearest' });
  }

  #closeForm(): void {
    this.#form?.element.remove();
    this.#form = undefined;
  }
}
