export interface ServerSentEvent {
  event: string;
  data: string;
}

/**
 * Reads server-sent events as the HTML standard has it ("Interpreting an event stream"), however the
 * bytes are cut into chunks. What a connection's end cuts off is no event.
 */
export class EventStreamParser {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #line = '';
  #afterReturn = false;
  #event = '';
  #data: string[] = [];

  /** The events that these bytes complete. */
  push(bytes: Uint8Array): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    for (const character of this.#decoder.decode(bytes, { stream: true })) {
      const endsReturn = character === '\n' && this.#afterReturn;
      this.#afterReturn = character === '\r';
      if (endsReturn) continue;
      if (character !== '\n' && character !== '\r') {
        this.#line += character;
        continue;
      }
      const event = this.#endLine();
      if (event) events.push(event);
    }
    return events;
  }

  #endLine(): ServerSentEvent | undefined {
    const line = this.#line;
    this.#line = '';
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#event = value;
    if (field === 'data') this.#data.push(value);
    return undefined;
  }

  #dispatch(): ServerSentEvent | undefined {
    const event = { event: this.#event || 'message', data: this.#data.join('\n') };
    const empty = this.#data.length === 0;
    this.#event = '';
    this.#data = [];
    return empty ? undefined : event;
  }
}

/** Every event of a response, in order. */
export async function readEvents(response: Response): Promise<ServerSentEvent[]> {
  const parser = new EventStreamParser();
  const events: ServerSentEvent[] = [];
  for await (const chunk of response.body!) events.push(...parser.push(chunk));
  return events;
}
