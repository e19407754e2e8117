import type { OperationTypeNode } from 'graphql';
import type { Session } from '../identity/session.js';
import type { Live } from '../live/live.js';
import type { Cancellation } from '../superoffice/cancellation.js';
import type { TransferResult } from '../superoffice/resources/chat-session.js';
import type { SuperOfficeClient } from '../superoffice/rest/client.js';
import type { Loaders } from './loaders/index.js';
import type { OperationAudit } from './observers.js';
import type { OperationReport } from './operation-report.js';
import type { AskedChange, KeyedOperation } from './pipeline/idempotency/idempotency.js';
import type { RestRecorder } from './rest-recorder.js';
import type { FieldsBelow } from './selection/fields-below.js';
import type { ResultStream, StreamTransport } from './subscriptions/result-stream.js';

/** How a request takes a stream. */
export interface Streaming {
  readonly transport: StreamTransport;
  /** A scope for each value: deadline, REST calls and loaders of its own. */
  scope(cancellation: Cancellation): RequestContext;
  /** Given the stream, once it is open. */
  onOpen(stream: ResultStream): void;
}

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
  /** Told as soon as it is known what is to be executed. What it throws refuses that. */
  readonly onOperation: (type: `${OperationTypeNode}`) => void;
  /** Where the request takes a stream: how a subscription is answered. */
  readonly streaming: Streaming | undefined;
  /** What changes in SuperOffice; undefined where there are no subscriptions. */
  readonly live: Live | undefined;
  readonly onTransfer: ((result: TransferResult) => void) | undefined;
  /** Told what became of the operation. */
  readonly onEnd: ((report: OperationReport) => void) | undefined;
}
