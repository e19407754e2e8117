import type { OperationTypeNode } from 'graphql';
import type { TransferResult } from '../superoffice/chat-session.js';
import type { SuperOfficeClient } from '../superoffice/client.js';
import type { KeyedOperation } from './idempotency/idempotency.js';
import { type AroundBatch, createLoaders, type Loaders } from './loaders/index.js';
import type { OperationReport } from './operation-report.js';
import type { RestRecorder } from './rest-recorder.js';

export interface RequestContextOptions {
  readonly requestId: string;
  readonly client: SuperOfficeClient;
  /** Whether SuperOffice was asked for UTC, so that a date without an offset is in UTC. */
  readonly isUtc: boolean;
  /** Whether the request may use what federation adds: it showed the router's secret, or there is none. */
  readonly isRouter: boolean;
  /** Tells callers apart, and nothing about them. */
  readonly callerKey: string;
  /** Where the caller sent an `Idempotency-Key`. */
  readonly keyed?: KeyedOperation | undefined;
  /** Told as soon as it is known what is to be executed. */
  readonly onOperation?: ((type: `${OperationTypeNode}`) => void) | undefined;
  readonly onTransfer?: ((result: TransferResult) => void) | undefined;
  readonly aroundBatch?: readonly AroundBatch[];
  /** Told what became of the operation. */
  readonly onEnd?: ((report: OperationReport) => void) | undefined;
  /** Where the caller asked for its REST calls. */
  readonly recorder?: RestRecorder | undefined;
}

/** What one GraphQL request carries: one caller's rights, and nothing of any other's. */
export interface RequestContext extends RequestContextOptions {
  readonly loaders: Loaders;
}

export function createContext(options: RequestContextOptions): RequestContext {
  return { ...options, loaders: createLoaders(options.client, options.aroundBatch) };
}
