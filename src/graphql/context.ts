import type { OperationTypeNode } from 'graphql';
import type { Session } from '../identity/session.js';
import type { TransferResult } from '../superoffice/resources/chat-session.js';
import type { SuperOfficeClient } from '../superoffice/rest/client.js';
import type { Loaders } from './loaders/index.js';
import type { OperationAudit } from './observers.js';
import type { OperationReport } from './operation-report.js';
import type { AskedChange, KeyedOperation } from './pipeline/idempotency/idempotency.js';
import type { RestRecorder } from './rest-recorder.js';
import type { FieldsBelow } from './selection/fields-below.js';

/**
 * One execution: what it may use until its deadline, and who is told of it. A request has one, a stream one for each value;
 * who calls is their session.
 */
export interface RequestContext {
  readonly session: Session;
  readonly requestId: string;
  /** As the client calls itself, for the log: at most 64 printable ASCII characters each. */
  readonly clientName: string | undefined;
  readonly clientVersion: string | undefined;
  readonly client: SuperOfficeClient;
  readonly loaders: Loaders;
  readonly fieldsBelow: FieldsBelow;
  /** Whether the request came with an `Idempotency-Key`. */
  readonly hasKey: boolean;
  /** Takes the keys of request and fields. */
  readonly beginKeyed: (asked: readonly AskedChange[]) => KeyedOperation;
  /** Set once it is known what is to be executed: where the request or one of its mutations has a key. */
  keyed: KeyedOperation | undefined;
  /** Where changes are written to an audit log. */
  readonly audit: OperationAudit | undefined;
  /** Where the caller asked for its REST calls. */
  readonly recorder: RestRecorder | undefined;
  /** Told as soon as it is known what is to be executed. */
  readonly onOperation: (type: `${OperationTypeNode}`) => void;
  readonly onTransfer: ((result: TransferResult) => void) | undefined;
  /** Told what became of the operation. */
  readonly onEnd: ((report: OperationReport) => void) | undefined;
}
