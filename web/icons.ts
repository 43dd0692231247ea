import { createElement } from './create-element.ts';
import { drawIcon } from './draw-icon.ts';

/** See draw-icon.ts. */
const paths = {
  send: 'M8 13V3.5M3.8 7.6 8 3.4l4.2 4.2',
  stop: 'M4.5 4.5h7v7h-7z',
  arrow: 'M3 8h9.5M8.6 4 12.6 8l-4 4',
  copy: 'M6 5.5h7v8H6zM10 5.5v-3H3v8h3',
  check: 'M3 8.6 6.4 12 13 4.6',
  helpful:
    'M5.2 7.2v6.3H2.6V7.2zM5.2 7.2 8 2.2c1 0 1.7.8 1.5 1.8L9 6.4h3.2c.9 0 1.5.8 1.3 1.7l-.9 4.3c-.2.7-.7 1.1-1.4 1.1h-6',
  unhelpful:
    'M10.8 8.8V2.5h2.6v6.3zM10.8 8.8 8 13.8c-1 0-1.7-.8-1.5-1.8L7 9.6H3.8c-.9 0-1.5-.8-1.3-1.7l.9-4.3c.2-.7.7-1.1 1.4-1.1h6',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.4v2.8h-2.8',
  close: 'M4 4l8 8M12 4l-8 8',
  previous: 'M10 3.5 5.5 8l4.5 4.5',
  next: 'M6 3.5 10.5 8 6 12.5',
  page: 'M6.5 3.5H3v9.5h9.5V9.5M9.5 3H13v3.5M13 3 7.5 8.5',
  add: 'M8 3v10M3 8h10',
  edit: 'M3 13l.8-3.2 6.9-6.9 2.4 2.4-6.9 6.9zM9 4.6 11.4 7',
} as const;

export type IconName = keyof typeof paths;

/** Those that point to where reading goes on, which is the other side in a right-to-left language. */
const pointing: readonly IconName[] = ['arrow', 'previous', 'next'];

export function createIcon(name: IconName): SVGSVGElement {
  const icon = drawIcon(paths[name]);
  icon.classList.add('icon');
  if (pointing.includes(name)) icon.classList.add('pointing');
  return icon;
}

/** Its title alone names it: beside another name, that would be its description and be read twice. */
export function createIconButton(icon: IconName, name: string): HTMLButtonElement {
  const attributes = { class: 'icon-button', type: 'button', title: name };
  return createElement('button', attributes, createIcon(icon));
}
