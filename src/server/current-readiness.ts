import type { Readiness } from '../protocol.ts';
import type { ServiceState } from './service.ts';

/** How far the server is; when it answers, with what the index holds now, whoever has written it. */
export async function currentReadiness({ readiness, service }: ServiceState): Promise<Readiness> {
  if (readiness.status !== 'ready' || !service) return readiness;
  const { store } = service.answering;
  const [documents, passages] = await Promise.all([store.listDocuments(), store.countPassages()]);
  return { status: 'ready', documents: documents.length, passages };
}
