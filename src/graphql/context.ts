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

/** How a request accepts a stream. */
export interface Streaming {
  readonly transport: StreamTransport;
  /** Creates a context for each value, with its own deadline, REST calls and loaders. */
  scope(cancellation: Cancellation): RequestContext;
  /** Called with the stream, once it is open. */
  onOpen(stream: ResultStream): void;
}

/**
 * One execution: what it may use until its deadline, and its observers. A request has one, a stream one for each value. The
 * session says who calls.
 */
export interface RequestContext {
  readonly session: Session;
  readonly requestId: string;
  /** The client's own name and version, for the log: at most 64 printable ASCII characters each. */
  readonly clientName: string | undefined;
  readonly clientVersion: string | undefined;
  readonly client: SuperOfficeClient;
  readonly loaders: Loaders;
  readonly fieldsBelow: FieldsBelow;
  /** Whether the request came with an `Idempotency-Key`. */
  readonly hasKey: boolean;
  /** Takes the keys of request and fields. */
  readonly beginKeyed: (asked: readonly AskedChange[]) => KeyedOperation;
  /** Set once the operation is known, if the request or one of its mutations has a key. */
  keyed: KeyedOperation | undefined;
  /** Set if changes are written to an audit log. */
  readonly audit: OperationAudit | undefined;
  /** Set if the caller asked for its REST calls. */
  readonly recorder: RestRecorder | undefined;
  /** Called as soon as the operation is known. If it throws, the operation is refused. */
  readonly onOperation: (type: `${OperationTypeNode}`) => void;
  /** Set if the request accepts a stream: how a subscription is answered. */
  readonly streaming: Streaming | undefined;
  /** What changes in SuperOffice; undefined if there are no subscriptions. */
  readonly live: Live | undefined;
  readonly onTransfer: ((result: TransferResult) => void) | undefined;
  /** Called with the result of the operation. */
  readonly onEnd: ((report: OperationReport) => void) | undefined;
}
