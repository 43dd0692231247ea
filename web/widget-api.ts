import type { Answer, Problem } from '../src/protocol.ts';

/**
 * `<verbatim-chat>`: a chat in the place where it stands, or with `mode="launcher"` a button in the
 * corner of the window that opens one. All methods can be called at any time.
 */
export interface VerbatimChatElement extends HTMLElement {
  /** Whether the chat is open; always true of one in its place. */
  readonly opened: boolean;
  /** Opens the chat and moves the focus into it. */
  open(): void;
  /** Closes it and gives the focus back. A chat in its place stays. */
  close(): void;
  toggle(): void;
  /** Opens the chat and asks a question, as if the visitor had. */
  ask(text: string): void;
  /** Ends the conversation and shows what there is to ask about. */
  newConversation(): void;
}

/** What is asked of the page when a token is missing or has run out. */
export interface VerbatimTokenRequest {
  /** Takes the token, or a promise of it. Call it before the listener returns. */
  respondWith(token: string | Promise<string>): void;
}

/** The element's events. All of them bubble, out of shadow trees too. */
export interface VerbatimChatEventMap {
  'verbatim-open': CustomEvent<null>;
  'verbatim-close': CustomEvent<null>;
  /** A question is on its way. */
  'verbatim-ask': CustomEvent<{ question: string }>;
  /** An answer is complete. */
  'verbatim-answer': CustomEvent<{ answer: Answer }>;
  /** A question got no answer, or the chat could not be loaded. */
  'verbatim-error': CustomEvent<{ problem?: Problem }>;
  'verbatim-token': CustomEvent<VerbatimTokenRequest>;
}

declare global {
  interface HTMLElementTagNameMap {
    'verbatim-chat': VerbatimChatElement;
  }
  interface GlobalEventHandlersEventMap extends VerbatimChatEventMap {}
}
