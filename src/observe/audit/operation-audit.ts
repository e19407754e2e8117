import { type PublicError, toMutationError } from '../../graphql/errors.js';
import type { AuditedCaller, AuditedChange, OperationAudit } from '../../graphql/observers.js';
import { defectFields, type Logger } from '../../log/logger.js';
import { readKey } from '../../superoffice/keys.js';
import type { TransferResult } from '../../superoffice/resources/chat-session.js';
import { recordIdsIn } from './record-ids.js';

export interface OperationAuditOptions {
  /** By the keys of callers. */
  readonly associateIds: { get(caller: string): number | undefined; set(caller: string, id: number): unknown };
  readonly output: { write(line: string): void };
  readonly logger: Logger;
}

/** Of a name that the caller chose. */
const MAX_NAME_LENGTH = 100;

/** The audit log of one operation: ids, names of the schema and codes, and no value of a record. */
export function createOperationAudit(caller: AuditedCaller, options: OperationAuditOptions): OperationAudit {
  const { session, requestId, source, clientName } = caller;
  const { associateIds, output, logger } = options;
  /** Of the change that is under way: an operation makes them one after the other. */
  let transfer: TransferResult | undefined;

  function lineOf({ field, args, responseKey, operationName, record }: AuditedChange, result: Result): object {
    return {
      time: new Date().toISOString(),
      msg: 'change',
      tenant: session.tenant.id,
      destination: new URL(session.tenant.id).host,
      source,
      caller: session.key,
      associateId: associateIds.get(session.key),
      clientName,
      requestId,
      operationName: operationName?.slice(0, MAX_NAME_LENGTH),
      mutation: field.name,
      responseKey: responseKey === field.name ? undefined : responseKey.slice(0, MAX_NAME_LENGTH),
      ...recordIdsIn(field.args, args),
      ...(record !== undefined && idOf(record, result.answer)),
      outcome: outcomeOf(result, transfer),
      code: result.error?.code,
    };
  }

  function write(change: AuditedChange, result: Result): void {
    // The change was made: its answer does not depend on who else is told of it.
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
        const id = call.route === 'User/currentAssociate' ? readKey(propertyIn(answer, 'AssociateId')) : undefined;
        if (id != null) {
          associateIds.set(session.key, id);
        }
        return answer;
      },
    }),

    onTransfer(result) {
      transfer = result;
    },

    async make(change, make) {
      transfer = undefined;
      try {
        const answer = await make();
        write(change, { answer });
        return answer;
      } catch (error) {
        write(change, { error: toMutationError(error) });
        throw error;
      }
    },
  };
}

interface Result {
  /** What SuperOffice answered; undefined where it failed. */
  readonly answer?: unknown;
  readonly error?: PublicError;
}

/** Every failed change has an outcome; one that was answered may still have left everything as it was. */
function outcomeOf({ error }: Result, transfer: TransferResult | undefined): string {
  if (error !== undefined) {
    return error.extensions.outcome as string;
  }
  return transfer === 'WITHOUT_EFFECT' ? transfer : 'OK';
}

function idOf({ type, idProperty }: NonNullable<AuditedChange['record']>, answer: unknown): object {
  const id = readKey(propertyIn(answer, idProperty));
  return id == null ? {} : { recordType: type, recordId: String(id) };
}

function propertyIn(record: unknown, name: string): unknown {
  return typeof record === 'object' && record !== null ? record[name as keyof typeof record] : undefined;
}
