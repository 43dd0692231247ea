/** The tag that a page loads the widget by. */
export interface ScriptTag {
  /** Where it came from: an absolute URL ending in `/`. */
  server: string;
  element: HTMLScriptElement;
}

/** `widget.js`, and a pinned version of it, in the folder that the server's routes begin at. */
const ownName = /^([^?#]*\/)widget(?:\/\d+\.\d+\.\d+[^/?#]*)?\.js(?:[?#]|$)/;

const serverOf = (src = ''): string | undefined => ownName.exec(src)?.[1];

/**
 * As a module, or in a bundle, a script is not told its tag; then it is the first one with our name.
 */
function readScriptTag(): ScriptTag | undefined {
  const all = document.querySelectorAll('script');
  for (const element of [document.currentScript as HTMLScriptElement | null, ...all]) {
    const server = serverOf(element?.src);
    if (element && server) return { server, element };
  }
  return undefined;
}

/** Undefined where the widget is part of something else; read while the script first runs. */
export const scriptTag = readScriptTag();
