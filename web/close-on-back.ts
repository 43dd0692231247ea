const key = 'verbatim-chat';

const nothing = () => {};

/** When the last entry is taken back: browsers do that later, with whatever is current by then. */
let left = Promise.resolve();

/**
 * Keeps the entry that is about to be taken back, and gives its id. It is taken back a moment later,
 * as who has closed the cover may go on to another address at once: that would be undone.
 */
let kept: (() => number) | undefined;

/**
 * Lets the back gesture close what covers the page, by an entry of its own in the history. The
 * entry has the page's own state and address, so that a router is where it was before and after;
 * where a browser allows it, it does not hear of it. Does nothing where a page cannot have one.
 * @returns takes the entry back; call it when the cover was closed in another way
 */
export function closeOnBack(close: () => void): () => void {
  let isOver = false;
  let leave = nothing;
  left.then(() => {
    if (!isOver) leave = enterHistory(close);
  });
  return () => {
    isOver = true;
    leave();
  };
}

function enterHistory(close: () => void): () => void {
  const { href } = location;
  const id = kept?.() ?? performance.timeOrigin + performance.now();
  const isAtEntry = () => (history.state as Record<string, unknown> | null)?.[key] === id;
  if (!isAtEntry() && !pushEntry(id)) return nothing;
  const onPop = (event: PopStateEvent) => {
    if (isAtEntry()) return;
    removeEventListener('popstate', onPop, true);
    if (location.href === href) event.stopImmediatePropagation();
    close();
  };
  addEventListener('popstate', onPop, true);
  return () => {
    removeEventListener('popstate', onPop, true);
    const timer = setTimeout(() => {
      kept = undefined;
      // Where the page has gone on by itself, the entry is no longer ours to take.
      if (!isAtEntry()) return;
      left = new Promise((resolve) => {
        const finish = (event: PopStateEvent) => {
          event.stopImmediatePropagation();
          resolve();
        };
        addEventListener('popstate', finish, { capture: true, once: true });
        history.back();
      });
    });
    kept = () => {
      clearTimeout(timer);
      kept = undefined;
      return id;
    };
  };
}

function pushEntry(id: number): boolean {
  const state: unknown = history.state;
  if (state !== null && (typeof state !== 'object' || Array.isArray(state))) return false;
  try {
    // Not the page's own version of it, which would tell routers and counters of visits.
    History.prototype.pushState.call(history, { ...state, [key]: id }, '');
    return true;
  } catch {
    // A sandboxed frame, or a page that has used up what its browser allows.
    return false;
  }
}
