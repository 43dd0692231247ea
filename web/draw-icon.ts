const namespace = 'http://www.w3.org/2000/svg';

/**
 * A line drawing on a 16 by 16 grid, in the colour of the text around it. It is decoration: the
 * control around it carries the name.
 * @param path as in the attribute `d`
 */
export function drawIcon(path: string): SVGSVGElement {
  const icon = document.createElementNS(namespace, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  icon.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', path);
  icon.append(line);
  return icon;
}
