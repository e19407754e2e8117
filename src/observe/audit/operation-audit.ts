import { type PublicError, toMutationError } from '../../graphql/errors.js';
import type { AuditedCaller, AuditedChange, OperationAudit } from '../../graphql/observers.js';
import { defectFields, type Logger } from '../../log/logger.js';
import { answerIdsIn, keyAt } from './answer-ids.js';
import { isWithoutEffect } from './effect.js';
import { recordIdsIn } from './record-ids.js';

export interface OperationAuditOptions {
  /** By the keys of callers. */
  readonly associateIds: { get(caller: string): number | undefined; set(caller: string, id: number): unknown };
  /** The changes under way, of all operations. */
  readonly underWay: Set<ChangeUnderWay>;
  readonly output: { write(line: string): void };
  readonly logger: Logger;
}

/** A change that has no line yet. */
export interface ChangeUnderWay {
  /** Writes its line when the process ends before its outcome is known. */
  cut(): void;
}

/** The audit log of one operation: ids, names of the schema and codes, and no value of a record. */
export function createOperationAudit(caller: AuditedCaller, options: OperationAuditOptions): OperationAudit {
  const { session, requestId, source, clientName } = caller;
  const { associateIds, underWay, output, logger } = options;
  /** For the change under way: an operation makes one change after the other. */
  let isSent = false;
  let userId: number | undefined;

  function lineOf({ field, args, index, operationName, answerType }: AuditedChange, result: Result): object {
    const associateId = associateIds.get(session.key);
    const { answer, outcome, code } = result;
    const leftAll = outcome === 'OK' && isWithoutEffect(field.name, { args, answer, callerId: associateId });
    return {
      time: new Date().toISOString(),
      msg: 'change',
      tenant: session.tenant.id,
      destination: new URL(session.tenant.id).host,
      source,
      caller: session.key,
      associateId,
      clientName,
      requestId,
      operationName,
      index,
      mutation: field.name,
      ...recordIdsIn(field.args, args, userId),
      ...answerIdsIn(answerType, answer),
      outcome: leftAll ? 'WITHOUT_EFFECT' : outcome,
      code,
    };
  }

  function write(change: AuditedChange, result: Result): void {
    // A caller without a good credential changes nothing, and must not fill the log.
    if (result.outcome === 'NOT_SENT' && !session.tenant.upstream.credentialGate.isAccepted(session.credentialKey)) {
      return;
    }
    // The change was made: a failing observer must not change its answer.
    try {
      output.write(`${JSON.stringify(lineOf(change, result))}\n`);
    } catch (error) {
      logger.error({ requestId, ...defectFields(error) }, 'defect');
    }
  }

  return {
    watch: (client) => ({
      async send(call) {
        const answer = await client.send(call);
        const id = call.route === 'User/currentAssociate' ? keyAt(answer, ['AssociateId']) : undefined;
        if (id != null) {
          associateIds.set(session.key, id);
        }
        return answer;
      },
    }),

    onWrite() {
      isSent = true;
    },

    onUser(associateId) {
      userId = associateId;
    },

    async make(change, make) {
      isSent = false;
      userId = undefined;
      const one = { cut: () => end({ outcome: isSent ? 'UNKNOWN' : 'NOT_SENT' }) };
      const end = (result: Result) => {
        if (underWay.delete(one)) {
          write(change, result);
        }
      };
      underWay.add(one);
      try {
        const answer = await make();
        end({ answer, outcome: 'OK' });
        return answer;
      } catch (error) {
        end(failureOf(toMutationError(error)));
        throw error;
      }
    },
  };
}

interface Result {
  /** SuperOffice's answer; undefined if the change failed. */
  readonly answer?: unknown;
  readonly outcome: string;
  readonly code?: string;
}

/** Every failed change has an outcome. */
function failureOf({ code, extensions }: PublicError): Result {
  return { outcome: extensions.outcome as string, code };
}
