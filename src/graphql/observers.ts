import type { IncomingHttpHeaders } from 'node:http';
import type { GraphQLField } from 'graphql';
import type { Session } from '../identity/session.js';
import type { FailedCall } from '../superoffice/errors.js';
import type { TransferResult } from '../superoffice/resources/chat-session.js';
import type { CallSpan, SuperOfficeClient } from '../superoffice/rest/client.js';
import type { SharedReadReport } from '../superoffice/rest/shared-reads.js';
import type { AroundBatch } from './loaders/index.js';
import type { OperationReport } from './operation-report.js';

/** Logs what executions meet. */
export interface ExecutionLog {
  /** Told of a read that was answered by another operation's. */
  onShared(read: SharedReadReport, requestId: string): void;
  /** @param text SuperOffice's own words, which may hold customer data: only for operators who ask for them. */
  onRefusalText(call: FailedCall, text: string, requestId: string): void;
}

/** Who asked for an operation, and what that cost. */
export interface ClientReport {
  /** That it gives itself. */
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

/** The spans of one operation, of its reads of related records and of its REST calls: names, templates and statuses, never a value. */
export interface OperationTrace {
  startCall(call: FailedCall): CallSpan;
  readonly aroundBatch: AroundBatch;
  end(operation: OperationReport): void;
}

/** Who asked for an operation that may change something. */
export interface AuditedCaller {
  readonly session: Session;
  readonly requestId: string;
  /** The address of the client, as far as this server knows it. */
  readonly source: string;
  readonly clientName: string | undefined;
}

/** A change that an operation asks for. */
export interface AuditedChange {
  readonly field: GraphQLField<unknown, unknown>;
  readonly args: Readonly<Record<string, unknown>>;
  /** Its place among the fields of the operation, from 0: a response key is the client's own text. */
  readonly index: number;
  /** As logs have it. */
  readonly operationName: string | undefined;
  /** The type that the change is answered with, without a prefix. */
  readonly answerType: string;
}

/** Keeps the audit log of one operation. */
export interface OperationAudit {
  /** The same client, of whose answers it learns who the caller is. */
  watch(client: SuperOfficeClient): SuperOfficeClient;
  /** Told when SuperOffice may see a write from now on. */
  onWrite(): void;
  /** Told whom the user name stands for that the change under way was given; undefined where that is not known. */
  onUser(associateId: number | undefined): void;
  /** Makes a change, and writes down what becomes of it. */
  make(change: AuditedChange, make: () => unknown): Promise<unknown>;
}

/** Writes a line for each change. */
export interface AuditLog {
  startOperation(caller: AuditedCaller): OperationAudit;
}
