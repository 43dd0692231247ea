import type { Context } from 'hono';
import { accepts } from 'hono/accepts';

/** A browser asks for HTML by name; programs that take anything get the problem as JSON. */
export const prefersPage = (context: Context): boolean =>
  accepts(context, { header: 'Accept', supports: ['text/html'], default: '' }) === 'text/html';
