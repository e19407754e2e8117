import type { SuperOfficeClient } from '../superoffice/client.js';
import { createLoaders, type Loaders } from './loaders/index.js';

/** What one GraphQL request carries: one caller's rights, and nothing of any other's. */
export interface RequestContext {
  readonly requestId: string;
  readonly client: SuperOfficeClient;
  readonly loaders: Loaders;
  /** Whether SuperOffice was asked for UTC, so that a date without an offset is in UTC. */
  readonly isUtc: boolean;
  /** Whether the request may use what federation adds: it showed the router's secret, or there is none. */
  readonly isRouter: boolean;
}

export interface RequestContextOptions {
  readonly requestId: string;
  readonly client: SuperOfficeClient;
  readonly isUtc: boolean;
  readonly isRouter: boolean;
}

export function createContext({ requestId, client, isUtc, isRouter }: RequestContextOptions): RequestContext {
  return { requestId, client, loaders: createLoaders(client), isUtc, isRouter };
}
