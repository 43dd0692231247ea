import { closeOnBack } from './close-on-back.ts';

/** What a browser may round a zoom of 1 to. */
const zoomed = 1.01;

/**
 * Keeps an element that covers the page as large as what is seen of it, above a keyboard on the
 * screen, keeps the page behind it from scrolling, and lets the back gesture close it.
 * @returns leaves everything as it was
 */
export function coverPage(cover: HTMLElement, close: () => void): () => void {
  const undo = [closeOnBack(close), stopScrolling(document.documentElement), followViewport(cover)];
  return () => {
    for (const step of undo) step();
  };
}

function followViewport(cover: HTMLElement): () => void {
  const viewport = window.visualViewport;
  if (!viewport) return () => {};
  const { style } = cover;
  const reset = () => {
    style.removeProperty('height');
    style.removeProperty('top');
  };
  const follow = () => {
    // A reader who has zoomed in moves about on the cover.
    if (viewport.scale > zoomed) return reset();
    style.setProperty('height', `${viewport.height}px`);
    style.setProperty('top', `${viewport.offsetTop}px`);
  };
  const following = new AbortController();
  const { signal } = following;
  viewport.addEventListener('resize', follow, { signal });
  viewport.addEventListener('scroll', follow, { signal });
  follow();
  return () => {
    following.abort();
    reset();
  };
}

function stopScrolling(page: HTMLElement): () => void {
  const hadStyle = page.hasAttribute('style');
  const hasScrollBar = innerWidth > page.clientWidth;
  const undo = [override(page, 'overflow', 'hidden')];
  // Where a scroll bar goes, its room stays, so that nothing moves.
  if (hasScrollBar) undo.push(override(page, 'scrollbar-gutter', 'stable'));
  return () => {
    for (const restore of undo) restore();
    if (!hadStyle && page.getAttribute('style') === '') page.removeAttribute('style');
  };
}

function override({ style }: HTMLElement, property: string, value: string): () => void {
  const before = style.getPropertyValue(property);
  const priority = style.getPropertyPriority(property);
  style.setProperty(property, value, 'important');
  return () => style.setProperty(property, before, priority);
}
