import { ChatElement } from './chat-element.ts';

// A page may load the script twice; the second registration would throw.
if (!customElements.get('verbatim-chat')) customElements.define('verbatim-chat', ChatElement);
