/** The tag that a page loads the widget by. */
export interface ScriptTag {
  /** Where it came from: an absolute URL ending in `/`. */
  server: string;
  nonce: string;
  element: HTMLScriptElement;
}

/** `widget.js`, and a pinned version of it, in the folder that the server's routes begin at. */
const ownName = /^([^?#]*\/)widget(?:\/\d+\.\d+\.\d+[^/?#]*)?\.js(?:[?#]|$)/;

const serverOf = (src: string): string | undefined => ownName.exec(src)?.[1];

/**
 * As a module, or in a bundle, a script is not told its tag; then it is the first one with our name.
 */
function readScriptTag(): ScriptTag | undefined {
  const { currentScript } = document;
  const all = [...document.querySelectorAll<HTMLScriptElement>('script[src]')];
  const tag =
    currentScript instanceof HTMLScriptElement && serverOf(currentScript.src)
      ? currentScript
      : all.find(({ src }) => serverOf(src));
  const server = tag && serverOf(tag.src);
  return server ? { server, nonce: tag.nonce, element: tag } : undefined;
}

/** Undefined where the widget is part of something else; read while the script first runs. */
export const scriptTag = readScriptTag();
