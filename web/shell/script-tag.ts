/** The tag that a page loads the widget by. */
export interface ScriptTag {
  /** Where it came from: an absolute URL ending in `/`. */
  server: string;
  element: HTMLScriptElement;
  /** Otherwise it can be another one, which is only called the same. */
  sure: boolean;
}

/** `widget.js`, and a pinned version of it, in the folder that the server's routes begin at. */
const ownName = /^([^?#]*\/)widget(?:\/\d[^/?#]*)?\.js(?:[?#]|$)/;

/**
 * As a module, or in a bundle, a script is not told its tag; then it is the first one with our name.
 */
function readScriptTag(): ScriptTag | undefined {
  // An image called `currentScript` stands in the place of the property.
  for (const element of [document.currentScript, ...document.scripts]) {
    const server = element instanceof HTMLScriptElement && ownName.exec(element.src)?.[1];
    if (server) return { server, element, sure: element === document.currentScript };
  }
  return undefined;
}

/** Undefined where the widget is part of something else; read while the script first runs. */
export const scriptTag = readScriptTag();
