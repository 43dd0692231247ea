import { cleanGlyphs } from './clean-glyphs.ts';
import type { Fragment } from './fragment.ts';
import { buildFragments } from './fragments.ts';
import type { Glyph, PageContent, Ruling } from './page-content.ts';
import { countDirection } from './visual-order.ts';

/** A page's text: what stands upright once the page is turned as most of it wants, and the rest. */
export interface PageLayers {
  number: number;
  /** Of the page as turned. */
  height: number;
  rightToLeft: boolean;
  fragments: Fragment[];
  rulings: Ruling[];
  /** Text at other angles, each turned upright. */
  turned: Fragment[][];
}

/** An angle this near to a quarter turn, in degrees, is one. */
const nearQuarter = 3;

export function separateLayers(page: PageContent): PageLayers {
  const glyphs = cleanGlyphs(page).map((glyph) => {
    const angle = snap(glyph.angle);
    return angle === glyph.angle ? glyph : { ...glyph, angle };
  });
  const byAngle = new Map<number, Glyph[]>();
  for (const glyph of glyphs) {
    const list = byAngle.get(glyph.angle);
    if (list) list.push(glyph);
    else byAngle.set(glyph.angle, [glyph]);
  }
  const [main, ...others] = [...byAngle].sort((left, right) => right[1].length - left[1].length);
  const angle = main?.[0] ?? 0;
  const turn = createTurn(angle, page);
  const build = (list: readonly Glyph[], rulings: readonly Ruling[]): [Fragment[], boolean] => {
    const rightToLeft = countDirection(list.map((glyph) => glyph.text).join('')) > 0;
    return [buildFragments(list, { rulings, roles: page.roles, rightToLeft }), rightToLeft];
  };
  const rulings = page.rulings.map(turn.ruling);
  const [fragments, rightToLeft] = build((main?.[1] ?? []).map(turn.glyph), rulings);
  return {
    number: page.number,
    height: angle % 180 === 0 ? page.height : page.width,
    rightToLeft,
    fragments,
    rulings,
    turned: others.map(([other, list]) => build(list.map(createTurn(other, page).glyph), [])[0]),
  };
}

function snap(angle: number): number {
  const quarter = Math.round(angle / 90) * 90;
  return Math.abs(angle - quarter) <= nearQuarter ? quarter % 360 : angle;
}

/** Turns what runs at an angle upright; quarter turns keep the page's corner at its place. */
function createTurn(angle: number, { width, height }: { width: number; height: number }) {
  const cos = Math.cos((angle * Math.PI) / 180);
  const sin = Math.sin((angle * Math.PI) / 180);
  const dx = angle === 180 ? width : angle === 270 ? height : 0;
  const dy = angle === 180 ? height : angle === 90 ? width : 0;
  const turn = (x: number, y: number): [number, number] => [
    round(x * cos + y * sin + dx),
    round(y * cos - x * sin + dy),
  ];
  return {
    glyph: (glyph: Glyph): Glyph => {
      if (angle === 0) return glyph;
      const [x, y] = turn(glyph.x, glyph.y);
      return { ...glyph, x, y };
    },
    ruling: (ruling: Ruling): Ruling => {
      if (angle === 0) return ruling;
      const [x0, y0] = turn(ruling.x0, ruling.y0);
      const [x1, y1] = turn(ruling.x1, ruling.y1);
      return {
        x0: Math.min(x0, x1),
        y0: Math.min(y0, y1),
        x1: Math.max(x0, x1),
        y1: Math.max(y0, y1),
      };
    },
  };
}

/** Sines are not exact, and places are compared. */
const round = (value: number): number => Math.round(value * 1000) / 1000;
