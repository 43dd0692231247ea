import type { Config } from '../../config.ts';

/** Who may ask this server, and how often. What is left out is open. */
export type AccessSettings = Partial<
  Pick<
    Config,
    'allowedOrigins' | 'embedSecret' | 'apiKeys' | 'publicUrl' | 'trustedProxies' | 'rateLimit'
  >
> & {
  /** Whether the server listens on this machine alone. */
  isLocal?: boolean;
  /** Milliseconds since 1970. */
  currentTime?: () => number;
};

/** Whether documents are shown to those alone who have a key, a token, a page or a link that may. */
export const isGuarded = ({ embedSecret, apiKeys = [] }: AccessSettings): boolean =>
  embedSecret !== undefined || apiKeys.length > 0;
