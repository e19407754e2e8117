import type { OperationTypeNode } from 'graphql';
import type { Session } from '../identity/session.js';
import type { TransferResult } from '../superoffice/resources/chat-session.js';
import type { SuperOfficeClient } from '../superoffice/rest/client.js';
import type { Loaders } from './loaders/index.js';
import type { OperationReport } from './operation-report.js';
import type { KeyedOperation } from './pipeline/idempotency/idempotency.js';
import type { RestRecorder } from './rest-recorder.js';
import type { FieldsBelow } from './selection/fields-below.js';

/**
 * One execution: what it may use until its deadline, and who is told of it. A request has one, a stream one for each value;
 * who calls is their session.
 */
export interface RequestContext {
  readonly session: Session;
  readonly requestId: string;
  readonly client: SuperOfficeClient;
  readonly loaders: Loaders;
  readonly fieldsBelow: FieldsBelow;
  /** Where the caller sent an `Idempotency-Key`. */
  readonly keyed: KeyedOperation | undefined;
  /** Where the caller asked for its REST calls. */
  readonly recorder: RestRecorder | undefined;
  /** Told as soon as it is known what is to be executed. */
  readonly onOperation: (type: `${OperationTypeNode}`) => void;
  readonly onTransfer: ((result: TransferResult) => void) | undefined;
  /** Told what became of the operation. */
  readonly onEnd: ((report: OperationReport) => void) | undefined;
}
