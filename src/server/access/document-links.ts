import { scryptSync } from 'node:crypto';
import type { Context } from 'hono';
import { type AccessSettings, isGuarded } from './access-settings.ts';
import { readToken, signToken } from './json-web-tokens.ts';

/** The parameter of a link that has its signature. */
export const linkParameter = 'link';
const linkSeconds = 3600;

/** Adds to the path of a document's page what lets its reader in. */
export type LinkSigner = (documentId: string, path: string) => Promise<string>;

/** Links into documents that only those can read who were given them. */
export interface DocumentLinks {
  /** Signs links that all run out at the same time, an hour from now; one signature a document. */
  signer(): LinkSigner;
  isValid(documentId: string, link: string): Promise<boolean>;
}

/** Undefined where documents are open, and so are links into them. */
export function createDocumentLinks(settings: AccessSettings): DocumentLinks | undefined {
  if (!isGuarded(settings)) return undefined;
  const { currentTime = Date.now } = settings;
  const key = deriveKey(settings);
  return {
    signer() {
      const exp = Math.floor(currentTime() / 1000) + linkSeconds;
      const signatures = new Map<string, Promise<string>>();
      return async (documentId, path) => {
        const signature = signatures.get(documentId) ?? signToken({ sub: documentId, exp }, key);
        signatures.set(documentId, signature);
        return addLink(path, await signature);
      };
    },
    async isValid(documentId, link) {
      const reading = await readToken(link, { key, now: new Date(currentTime()) });
      return 'claims' in reading && reading.claims['sub'] === documentId;
    },
  };
}

/**
 * Signs the further links of a page or a document. Whoever came by a link goes on with its signature,
 * which would otherwise never run out.
 */
export function linkAsBefore(context: Context, links: DocumentLinks | undefined): LinkSigner {
  if (!links) return async (_id, path) => path;
  const link = context.req.query(linkParameter);
  return link === undefined ? links.signer() : async (_id, path) => addLink(path, link);
}

export function addLink(path: string, link: string): string {
  const [address = '', ...fragment] = path.split(/(?=#)/);
  return `${address}${address.includes('?') ? '&' : '?'}${linkParameter}=${link}${fragment.join('')}`;
}

/**
 * A key for links alone: a link is no token and a token no link. Slow on purpose, since a link is
 * seen by many, and keys may be easier to guess than secrets. The same on every server with the same
 * settings. Cost: some 50 ms, once.
 */
function deriveKey({ embedSecret, apiKeys = [] }: AccessSettings): Uint8Array {
  const secret = embedSecret ?? apiKeys.toSorted().join(',');
  return new Uint8Array(scryptSync(secret, 'verbatim: links into documents', 32));
}
