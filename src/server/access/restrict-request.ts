import type { AskRequest } from '../../protocol.ts';
import type { Access } from './access.ts';

/** A request for no other documents than it was let in to. */
export function restrictRequest(request: AskRequest, { documents }: Access): AskRequest {
  if (!documents) return request;
  const asked = request.documents;
  return { ...request, documents: documents.filter((id) => !asked || asked.includes(id)) };
}
