/**
 * Aborts when the request's client goes, or when the controller is told to. The request's own signal
 * gives a string as its reason, which is no `Error` and would pass by whatever handles errors.
 */
export function clientController({ signal }: Request): AbortController {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return controller;
}
