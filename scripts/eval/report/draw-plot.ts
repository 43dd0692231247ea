import type { Curve, Misses } from '../measures.ts';
import { escapeHtml } from './escape-html.ts';

/** Units of the drawing; the page scales it. */
const width = 460;
const height = 300;
const margin = { left: 52, right: 12, top: 12, bottom: 44 };
const colors = ['#0b6e4f', '#b3541e', '#4059ad', '#8a5a9e'];
const dashes = ['', '6 3', '2 3', '8 3 2 3'];

interface Scale {
  least: number;
  most: number;
  place: (value: number) => number;
}

/** A line plot as SVG, readable without colours: each line has a dash pattern of its own. */
export function drawCurve(curve: Curve): string {
  const { title, lines } = curve;
  const drawing = drawLines(curve);
  if (drawing.length === 0) return '';
  return [
    '<figure>',
    `<figcaption>${escapeHtml(title)}</figcaption>`,
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">`,
    ...drawing,
    '</svg>',
    drawLegend(lines.map(({ name }) => name)),
    '</figure>',
  ].join('\n');
}

/** The same as an image of its own, with its legend inside. */
export function drawImage(curve: Curve): string {
  const legend = curve.lines.map(({ name }, index) => {
    const y = margin.top + 16 + 18 * index;
    return `<line x1="${margin.left + 12}" y1="${y - 4}" x2="${margin.left + 40}" y2="${y - 4}" ${strokeOf(index)}/><text x="${margin.left + 46}" y="${y}">${escapeHtml(name)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="12" fill="#333">`,
    `<title>${escapeHtml(curve.title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...drawLines(curve),
    ...legend,
    '</svg>\n',
  ].join('\n');
}

/** The axes with the lines; nothing where there are no points. */
function drawLines({ x, y, lines, diagonal = false }: Curve): string[] {
  const points = lines
    .flatMap((line) => line.points)
    .filter((point) => point.every(Number.isFinite));
  if (points.length === 0) return [];
  const across = scaleOf(
    points.map(([value]) => value),
    margin.left,
    width - margin.right,
  );
  const up = scaleOf(
    points.map(([, value]) => value),
    height - margin.bottom,
    margin.top,
  );
  const drawn = lines.map(({ points: own }, index) => {
    const path = own
      .filter((point) => point.every(Number.isFinite))
      .map(([left, top]) => `${across.place(left).toFixed(1)},${up.place(top).toFixed(1)}`);
    return `<polyline points="${path.join(' ')}" fill="none" ${strokeOf(index)}/>`;
  });
  const ideal = diagonal ? [drawDiagonal(across, up)] : [];
  return [...drawAxes(across, up, x, y), ...ideal, ...drawn];
}

const strokeOf = (index: number): string =>
  `stroke="${colors[index % colors.length]}" stroke-width="2" stroke-dasharray="${dashes[index % dashes.length]}"`;

/** Shares begin at 0 and end at 1 where they come near; counts end where they end. */
function scaleOf(values: readonly number[], from: number, to: number): Scale {
  const most = Math.max(...values);
  const isShare = most <= 1;
  const top = isShare ? (most > 0.5 ? 1 : Math.max(0.1, Math.ceil(most * 10) / 10)) : most;
  const least = isShare ? 0 : Math.min(...values);
  return {
    least,
    most: top,
    place: (value) => from + ((value - least) / Math.max(1e-9, top - least)) * (to - from),
  };
}

function drawDiagonal(across: Scale, up: Scale): string {
  const end = Math.min(across.most, up.most);
  return `<line x1="${across.place(0)}" y1="${up.place(0)}" x2="${across.place(end)}" y2="${up.place(end)}" stroke="#999" stroke-dasharray="3 3"/>`;
}

function drawAxes(across: Scale, up: Scale, x: string, y: string): string[] {
  const bottom = height - margin.bottom;
  const middle = (margin.left + width - margin.right) / 2;
  return [
    ...ticks(across).map(
      (value) =>
        `<text x="${across.place(value)}" y="${bottom + 16}" text-anchor="middle">${tickText(value)}</text>`,
    ),
    ...ticks(up).map((value) => {
      const at = up.place(value);
      return `<line x1="${margin.left}" y1="${at}" x2="${width - margin.right}" y2="${at}" stroke="#ddd"/><text x="${margin.left - 6}" y="${at + 4}" text-anchor="end">${tickText(value)}</text>`;
    }),
    `<text x="${middle}" y="${height - 8}" text-anchor="middle">${escapeHtml(x)}</text>`,
    `<text transform="translate(14 ${(margin.top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(y)}</text>`,
  ];
}

/** Fifths of a share; of counts each one. */
function ticks({ least, most }: Scale): number[] {
  const steps = most > 1 ? Math.min(10, Math.round(most - least)) : 5;
  return Array.from({ length: steps + 1 }, (_, step) => least + ((most - least) * step) / steps);
}

const tickText = (value: number): string =>
  value > 1 ? value.toFixed(value < 10 ? 1 : 0).replace(/\.0$/, '') : value.toFixed(2);

function drawLegend(names: readonly string[]): string {
  const items = names.map((name, index) => {
    return `<span><svg class="key" viewBox="0 0 24 8" aria-hidden="true"><line x1="0" y1="4" x2="24" y2="4" ${strokeOf(index)}/></svg> ${escapeHtml(name)}</span>`;
  });
  return `<p class="legend">${items.join(' ')}</p>`;
}

export const missTitles: Record<keyof Misses, string> = {
  right: 'right',
  wronglyDeclined: 'wrongly declined',
  notSelected: 'retrieved but not selected',
  notRetrieved: 'not retrieved',
};

const missColors: Record<keyof Misses, string> = {
  right: '#0b6e4f',
  wronglyDeclined: '#e0b44c',
  notSelected: '#b3541e',
  notRetrieved: '#6b2737',
};

/** One bar for where the answerable questions of a set ended. */
export function drawMisses(misses: Misses): string {
  const kinds = Object.keys(missTitles) as (keyof Misses)[];
  const total = kinds.reduce((sum, kind) => sum + misses[kind], 0);
  let at = 0;
  const bars = kinds.map((kind) => {
    const share = (misses[kind] / Math.max(1, total)) * 100;
    const bar = `<rect x="${at.toFixed(2)}" y="0" width="${share.toFixed(2)}" height="6" fill="${missColors[kind]}"/>`;
    at += share;
    return bar;
  });
  const texts = kinds.map((kind) => {
    const share = ((misses[kind] / Math.max(1, total)) * 100).toFixed(1);
    return `<span><svg class="key" viewBox="0 0 8 8" aria-hidden="true"><rect width="8" height="8" fill="${missColors[kind]}"/></svg> ${missTitles[kind]}: ${misses[kind]} (${share} %)</span>`;
  });
  return `<figure class="wide"><figcaption>Where the answerable questions end</figcaption><svg viewBox="0 0 100 6" preserveAspectRatio="none" class="bar" role="img" aria-label="Where the answerable questions end">${bars.join('')}</svg><p class="legend">${texts.join(' ')}</p></figure>`;
}
