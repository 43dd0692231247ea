import { readFileSync } from 'node:fs';

export interface HostPage {
  name: string;
  /** The page, for the address of the widget's script. */
  html(script: string): string;
  /** CSS pixels; the page's own where it is not said. */
  viewport?: { width: number; height: number };
  /** The chat stands in a frame without an origin. */
  framed?: boolean;
  /** Run in the page while the chat is open; it has to survive that. */
  disturb?: string;
}

const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/host-pages/${name}`, import.meta.url), 'utf8');

interface Parts {
  lang?: string;
  html?: string;
  head?: string;
  body?: string;
  /** Runs before the widget's script. */
  script?: string;
  widget?: string;
}

const tag = (script: string) => `<script src="${script}" async></script>`;

const content = `
  <nav class="navbar"><a class="navbar-brand" href="/">A portal</a></nav>
  <main class="container"><h1>Services</h1><p>Text of the page, with <a href="/">a link</a>.</p>
  <button class="btn btn-primary" type="button">A button</button>
  <ul><li>One</li><li>Two</li></ul><textarea aria-label="Notes"></textarea></main>`;

const page =
  ({ html = '', head = '', body = content, script = '', widget }: Parts) =>
  (source: string) =>
    `<!doctype html>
<html lang="en"${html}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A portal</title>${head}
${script ? `<script>${script}</script>` : ''}</head>
<body>${body}
${widget ?? tag(source)}
${widget ? tag(source) : ''}
</body></html>`;

/** What an unhappy portal does to every element, against which no rule of lower weight stands. */
const importantReset = `
  * { margin: 0 !important; padding: 0 !important; border: 0 !important; outline: 0 !important;
    font: 10px/1 serif !important; color: #7a1f1f !important; background: none !important;
    text-transform: uppercase !important; letter-spacing: 2px !important; text-align: right !important;
    list-style: none !important; box-sizing: content-box !important; float: none !important;
    line-height: 1 !important; white-space: nowrap !important; cursor: crosshair !important;
    visibility: inherit !important; text-indent: 20px !important; word-spacing: 5px !important; }`;

const frozen = `for (const owner of [Array, Object, String, Function, Map, Set, Promise, RegExp, Number, Date, Error,
    Element, HTMLElement, Node, EventTarget, URL, Headers, Response]) {
    Object.freeze(owner.prototype); Object.freeze(owner);
  }`;

const extended = `Array.prototype.last = function () { return this[this.length - 1]; };
  Array.prototype.remove = function () { throw new Error('the page’s own remove'); };
  Object.prototype.isEmpty = function () { return false; };
  Object.prototype.inherited = 'yes';
  String.prototype.format = function () { return ''; };
  Function.prototype.later = 1;
  Element.prototype.hide = function () {};`;

export const plainPage: HostPage = { name: 'plain', html: page({}) };

/** Pages that have broken widgets before; on each it has to work and look as on the plain one. */
export const hostPages: readonly HostPage[] = [
  { name: 'a reset with !important', html: page({ head: `<style>${importantReset}</style>` }) },
  { name: '* { all: unset }', html: page({ head: '<style>* { all: unset }</style>' }) },
  { name: 'a root of 62.5 %', html: page({ head: '<style>html { font-size: 62.5% }</style>' }) },
  { name: 'Bootstrap', html: page({ head: `<style>${fixture('bootstrap.min.css')}</style>` }) },
  {
    name: 'Tailwind’s preflight',
    html: page({ head: `<style>${fixture('tailwind-preflight.css')}</style>` }),
  },
  { name: 'right to left', html: page({ html: ' dir="rtl"' }) },
  {
    name: 'an ancestor with transform and overflow: hidden',
    html: page({
      head: '<style>.cage { position: relative; width: 120px; height: 40px; overflow: hidden; transform: rotate(3deg) scale(.5); filter: blur(1px); opacity: .5; contain: paint }</style>',
      widget: `${content}<div class="cage"><verbatim-chat mode="launcher"></verbatim-chat></div>`,
      body: '',
    }),
  },
  {
    name: 'other layers at the greatest z-index',
    html: page({
      head: '<style>.layer { position: fixed; inset: 0; z-index: 2147483647; background: rgb(200 220 255 / .4) }</style>',
      body: `${content}<div class="layer"></div>`,
    }),
  },
  { name: 'frozen prototypes', html: page({ script: frozen }) },
  { name: 'extended prototypes', html: page({ script: extended }) },
  {
    name: 'a single-page app that rebuilds body',
    html: page({}),
    disturb: `(() => {
      const body = document.createElement('body');
      body.innerHTML = '<main><h1>Another view</h1></main>';
      document.body.replaceWith(body);
      document.body.textContent = '';
      document.body.append(document.createElement('main'));
    })()`,
  },
  { name: '400 % zoom', html: page({}), viewport: { width: 320, height: 200 } },
  { name: 'a sandboxed frame with scripts only', html: page({}), framed: true },
];
