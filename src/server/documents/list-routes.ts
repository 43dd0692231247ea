import type { Context, Hono } from 'hono';
import type { DocumentList } from '../../protocol.ts';
import type { DocumentLinks } from '../access/document-links.ts';
import type { AppEnvironment } from '../app-environment.ts';
import { ProblemError } from '../problem.ts';
import { requireService, type ServiceState } from '../service.ts';
import { documentPath } from './document-paths.ts';
import { type ListedDocument, renderListPage } from './list-page.ts';
import { summarize } from './summarize.ts';
import { unchanged } from './unchanged.ts';
import { unreadableFiles } from './unreadable-files.ts';

/** Documents on one page for a person. */
const pageLength = 100;
/** Documents in one part for a program; some 300 KB. */
const mostAtOnce = 1000;

/** What there is to ask, for programs and for whoever runs the server. */
export function addListRoutes(
  app: Hono<AppEnvironment>,
  { state, links }: { state: ServiceState; links: DocumentLinks | undefined },
): void {
  const read = async (context: Context<AppEnvironment>) => {
    const access = context.get('access');
    const { store } = requireService(state, access).answering;
    const [documents, files] = await Promise.all([
      store.listDocuments(),
      access.isOperator ? store.listFiles() : undefined,
    ]);
    return { documents, unreadable: files && unreadableFiles(files, documents) };
  };

  app.get('/api/documents', unchanged, async (context) => {
    const { documents, unreadable } = await read(context);
    const total = documents.length;
    const limit = readNumber(context, 'limit', { least: 1, most: mostAtOnce }) ?? total;
    const offset = readNumber(context, 'offset', { least: 0, most: 1e9 }) ?? 0;
    const next = offset + limit;
    if (next < total) {
      context.header('Link', `</api/documents?limit=${limit}&offset=${next}>; rel="next"`);
    }
    return context.json({
      documents: documents.slice(offset, next).map(summarize),
      total,
      ...(unreadable && offset === 0 ? { unreadable } : {}),
    } satisfies DocumentList);
  });

  app.get('/documents', unchanged, async (context) => {
    const { documents, unreadable } = await read(context);
    const pages = Math.max(1, Math.ceil(documents.length / pageLength));
    const page = readNumber(context, 'page', { least: 1, most: pages }) ?? 1;
    const shown = documents.slice((page - 1) * pageLength, page * pageLength);
    const sign = links?.signer();
    const listed = shown.map(async (document): Promise<ListedDocument> => {
      const path = documentPath(document.id);
      const { passages } = document;
      const signed = sign ? await sign(document.id, path) : path;
      return { ...summarize(document), passages, path: signed };
    });
    return context.html(
      renderListPage({
        documents: await Promise.all(listed),
        total: documents.length,
        passages: documents.reduce((sum, document) => sum + document.passages, 0),
        page,
        pages,
        unreadable,
      }),
    );
  });
}

function readNumber(
  context: Context,
  name: string,
  { least, most }: { least: number; most: number },
): number | undefined {
  const given = context.req.query(name);
  if (given === undefined) return undefined;
  const number = /^\d{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new ProblemError(
    '/problems/invalid-request',
    `The parameter ${name} has to be a number from ${least} to ${most}.`,
  );
}
