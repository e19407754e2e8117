import type { IncomingHttpHeaders } from 'node:http';
import type { GraphQLField } from 'graphql';
import type { Session } from '../identity/session.js';
import type { FailedCall } from '../superoffice/errors.js';
import type { TransferResult } from '../superoffice/resources/chat-session.js';
import type { CallSpan, SuperOfficeClient } from '../superoffice/rest/client.js';
import type { SharedReadReport } from '../superoffice/rest/shared-reads.js';
import type { AroundBatch } from './loaders/index.js';
import type { OperationReport } from './operation-report.js';

/** Logs what happens in executions. */
export interface ExecutionLog {
  /** Called for a read that shared another operation's call. */
  onShared(read: SharedReadReport, requestId: string): void;
  /** @param text SuperOffice's own text, which may hold customer data: only for operators who switch it on. */
  onRefusalText(call: FailedCall, text: string, requestId: string): void;
}

/** Who sent an operation, and what it cost. */
interface ClientReport {
  /** The client's own name. */
  readonly name: string | undefined;
  /** Whether SuperOffice accepts the credential of the request. */
  readonly isAccepted: boolean;
  /** REST calls that were sent for the operation. */
  readonly restCalls: number;
}

/** Counts what executions do. */
export interface OperationCounters {
  readonly aroundBatch: AroundBatch;
  onOperation(operation: OperationReport, client: ClientReport): void;
  onTransfer(result: TransferResult): void;
}

/** Traces executions. */
export interface Tracing {
  /** Begins an operation, as part of the trace that the request's headers name. */
  startOperation(requestId: string, headers: IncomingHttpHeaders): OperationTrace;
}

/** The spans of one operation, its batches and its REST calls: names, templates and statuses, never a value. */
interface OperationTrace {
  startCall(call: FailedCall): CallSpan;
  readonly aroundBatch: AroundBatch;
  end(operation: OperationReport): void;
}

/** Who sent an operation that may change something. */
export interface AuditedCaller {
  readonly session: Session;
  readonly requestId: string;
  /** The address of the client, as far as this server knows it. */
  readonly source: string;
  readonly clientName: string | undefined;
}

/** One change of an operation. */
export interface AuditedChange {
  readonly field: GraphQLField<unknown, unknown>;
  readonly args: Readonly<Record<string, unknown>>;
  /** Its position among the fields of the operation, from 0. Not the response key, which is the client's own text. */
  readonly index: number;
  /** As logs have it. */
  readonly operationName: string | undefined;
  /** The type of the change's answer, without a prefix. */
  readonly answerType: string;
}

/** Keeps the audit log of one operation. */
export interface OperationAudit {
  /** Wraps the client, to learn from its answers who the caller is. */
  watch(client: SuperOfficeClient): SuperOfficeClient;
  /** Called when a write is sent: from now on SuperOffice may receive it. */
  onWrite(): void;
  /** Called with the associate id of the change's user name; undefined if it is unknown. */
  onUser(associateId: number | undefined): void;
  /** Makes a change, and logs its outcome. */
  make(change: AuditedChange, make: () => unknown): Promise<unknown>;
}

/** Writes a line for each change. */
export interface AuditLog {
  startOperation(caller: AuditedCaller): OperationAudit;
}
