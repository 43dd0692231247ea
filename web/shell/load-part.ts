import { hashes, pathOf } from './parts.ts';
import { scriptTag } from './script-tag.ts';

/** By then a connection that stalls will not come to anything. */
const deadlineMs = 20_000;

const loaded = new Map<string, Promise<unknown>>();
let failures = 0;

/**
 * Loads a module, and runs it only if it is the very one that was built together with this script.
 * A failed attempt can be repeated.
 * @param name of a part, as in `hashes`
 * @param server absolute URL ending in `/`
 * @param place stands in the document; holds the script tag while it loads
 */
export function loadPart<Module>(name: string, server: string, place: ShadowRoot): Promise<Module> {
  const url = server + pathOf(name);
  let loading = loaded.get(url);
  if (!loading) {
    // Browsers remember a module that failed, and the bytes that they refused, by the address.
    const attempt = failures ? `${url}?retry=${failures}` : url;
    loading = insertScript(attempt, hashes[name] as string, place).then(() => import(attempt));
    loaded.set(url, loading);
    loading.catch(() => {
      failures += 1;
      loaded.delete(url);
    });
  }
  return loading as Promise<Module>;
}

/** `import()` takes no integrity, so that the module is first put into the page's map by a tag. */
async function insertScript(url: string, hash: string, place: ShadowRoot): Promise<void> {
  const script = document.createElement('script');
  script.type = 'module';
  script.crossOrigin = 'anonymous';
  script.integrity = `sha256-${hash}`;
  script.nonce = scriptTag?.element.nonce ?? '';
  script.src = trust(url) as string;
  try {
    await new Promise<unknown>((resolve, reject) => {
      script.onload = resolve;
      // Why, the browser has already said.
      script.onerror = () =>
        reject(new Error(`${url} was not loaded. Does the Content-Security-Policy allow it?`));
      setTimeout(script.onerror, deadlineMs);
      place.append(script);
    });
  } finally {
    script.remove();
  }
}

/** As far as it is used here. */
interface Policy {
  createScriptURL(url: string): unknown;
}

let policy: Policy | undefined;

const partPath = /\/widget\/[\w-]+\.js(\?|$)/;

/** What a page that requires trusted types takes as the address of a script: that of a part alone. */
function trust(url: string): unknown {
  const rules = {
    createScriptURL(given: string) {
      if (partPath.test(given)) return given;
      throw new TypeError(given);
    },
  };
  try {
    const { trustedTypes } = window as {
      trustedTypes?: { createPolicy(name: string, rules: Policy): Policy };
    };
    policy ??= trustedTypes?.createPolicy('verbatim', rules);
  } catch {
    // The page allows no policy of this name, which the browser has said, but may not need one.
  }
  return (policy ?? rules).createScriptURL(url);
}
