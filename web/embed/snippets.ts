import tokenServer from './token-server.txt';

/** What the form says. */
export interface EmbedOptions {
  mode: 'launcher' | 'inline';
  /** Attributes of the element, without those that are as they are anyway. */
  attributes: Readonly<Record<string, string>>;
}

/** Of the script that the server has now. */
export interface Release {
  version: string;
  integrity: string;
}

export interface Snippet {
  title: string;
  note: string;
  code: string;
}

const escapeAttribute = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const writeAttributes = (attributes: Readonly<Record<string, string>>, prefix = '') =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${prefix}${name}="${escapeAttribute(value)}"`)
    .join('');

/** @param server its address, ending in `/` */
export function writeSnippets(
  { mode, attributes }: EmbedOptions,
  server: string,
  { version, integrity }: Release,
): Snippet[] {
  const isInline = mode === 'inline';
  const data = isInline ? '' : writeAttributes(attributes, 'data-');
  const element = isInline ? `\n<verbatim-chat${writeAttributes(attributes)}></verbatim-chat>` : '';
  const { origin } = new URL(server);
  return [
    {
      title: 'Always the newest',
      note: 'Brings improvements by itself. The panel is loaded when a visitor opens it.',
      code: `<script src="${server}widget.js"${data} async></script>${element}`,
    },
    {
      title: 'One version, checked',
      note: 'Never changes: browsers compare it, and all that it loads, with what was built.',
      code: `<script src="${server}widget/${version}.js"\n  integrity="${integrity}"\n  crossorigin="anonymous"${data} async></script>${element}`,
    },
    {
      title: 'With a token of your server',
      note: 'For portals that know their visitors. Your server signs what they may ask; the chat fetches it from there, and again when it has run out. The secret is EMBED_SECRET.',
      code: writeTokenSnippet(server, isInline, attributes),
    },
    {
      title: 'Content-Security-Policy',
      note: 'What a page with a policy has to add to it; the last only where it names policies. There are no inline scripts or styles.',
      code: `script-src ${origin}; connect-src ${origin}; trusted-types verbatim`,
    },
  ];
}

function writeTokenSnippet(
  server: string,
  isInline: boolean,
  attributes: Readonly<Record<string, string>>,
): string {
  const all = { ...attributes, 'token-url': '/chat-token' };
  const data = isInline ? '' : writeAttributes(all, 'data-');
  const element = isInline ? `\n<verbatim-chat${writeAttributes(all)}></verbatim-chat>` : '';
  return `<script src="${server}widget.js"${data} async></script>${element}

${tokenServer.trim()}`;
}
