import { createApiClient } from './api-client.ts';
import baseStyles from './base.css';
import { ChatController, type ChatOptions } from './chat-controller.ts';
import { createConversationMemory } from './conversation-memory.ts';
import type { Language } from './language.ts';
import type { LoadSource } from './lazy-source.ts';
import panelStyles from './panel.css';
import quoteStyles from './quote-card.css';
import type { TokenSource } from './token-source.ts';
import tokens from './tokens.css';
import turnStyles from './turn.css';
import windowStyles from './window.css';
import writtenStyles from './written-text.css';

export interface PanelOptions {
  /** Absolute URL ending in `/`. */
  server: string;
  language: Language;
  token: TokenSource | undefined;
  /** Whether the conversation outlives a reload, as long as its tab is open. */
  remember: boolean;
  /** Ids of the documents to search; all of them when absent. */
  documents?: string[];
  /** Loads what a document is shown by. */
  loadSource: LoadSource;
  /** Sends an event from the element that the panel stands in. */
  dispatch(name: string, detail?: unknown): void;
}

/** The chat itself, without what it stands in. */
export interface Panel {
  readonly element: HTMLElement;
  /** To be adopted by the tree that the element stands in, after its own. */
  readonly styles: readonly CSSStyleSheet[];
  /** Call when the element has come to stand in the document. */
  start(): void;
  stop(): void;
  ask(question: string): void;
  newConversation(): void;
  focus(): void;
  /** @param width of the panel, in pixels */
  resize(width: number): void;
  setOnline(online: boolean): void;
  /** Leaves what is open inside; false where nothing is. */
  escape(): boolean;
}

const texts = [
  tokens,
  baseStyles,
  windowStyles,
  panelStyles,
  turnStyles,
  writtenStyles,
  quoteStyles,
];
let sheets: CSSStyleSheet[] | undefined;

export function createPanel(options: PanelOptions): Panel {
  const { server, token, language, documents, loadSource, dispatch } = options;
  const chat: ChatOptions = {
    client: createApiClient({ server, token }),
    language,
    documents,
    loadSource,
    memory: options.remember
      ? createConversationMemory([server, ...(documents ?? [])].join(' '), () => sessionStorage)
      : undefined,
    onAsk: (question) => dispatch('verbatim-ask', { question }),
    onAnswer: (answer) => dispatch('verbatim-answer', { answer }),
    onError: (problem) => dispatch('verbatim-error', { problem }),
  };
  const controller = new ChatController(chat);
  sheets ??= texts.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return {
    element: controller.view.element,
    styles: sheets,
    start: () => void controller.start(),
    stop: () => controller.stop(),
    ask: (question) => controller.ask(question),
    newConversation: () => controller.newConversation(),
    focus: () => controller.focus(),
    resize: (width) => controller.view.resize(width),
    setOnline: (online) => controller.setOnline(online),
    escape: () => controller.escape(),
  };
}
