import type { Answer, AnswerEvent, Citation, SearchHit } from '../../protocol.ts';
import type { DocumentLinks, LinkSigner } from './document-links.ts';

/** The events of an answer, with links that their reader can follow. */
export async function* signAnswer(
  events: AsyncGenerator<AnswerEvent, Answer>,
  links: DocumentLinks | undefined,
): AsyncGenerator<AnswerEvent, Answer> {
  if (!links) return yield* events;
  const sign = links.signer();
  try {
    let next = await events.next();
    while (!next.done) {
      yield await signEvent(next.value, sign);
      next = await events.next();
    }
    return await signCitations(next.value, sign);
  } finally {
    // Ends it where this one was ended early; without effect where it has ended.
    await events.return(undefined as never);
  }
}

export async function signHits(
  hits: readonly SearchHit[],
  links: DocumentLinks | undefined,
): Promise<SearchHit[]> {
  if (!links) return [...hits];
  const sign = links.signer();
  return Promise.all(hits.map((hit) => signPlace(hit, sign)));
}

async function signEvent(event: AnswerEvent, sign: LinkSigner): Promise<AnswerEvent> {
  if (event.event === 'citation') return { ...event, data: await signPlace(event.data, sign) };
  if (event.event === 'answer-end')
    return { ...event, data: await signCitations(event.data, sign) };
  return event;
}

async function signCitations(answer: Answer, sign: LinkSigner): Promise<Answer> {
  const signAll = (citations: Citation[]) =>
    Promise.all(citations.map((citation) => signPlace(citation, sign)));
  const [citations, closest] = await Promise.all([
    signAll(answer.citations),
    signAll(answer.closest),
  ]);
  return { ...answer, citations, closest };
}

const signPlace = async <Place extends Citation | SearchHit>(
  place: Place,
  sign: LinkSigner,
): Promise<Place> => ({ ...place, url: await sign(place.document.id, place.url) });
