import type { WriteOutcome } from '../../src/generated/resolvers.js';
import type { ErrorCode } from '../../src/graphql/error-codes.js';
import type { Ask } from './asks.js';
import { CANARY, dataFor, dataIn, type Identity } from './canaries.js';
import type { Verdicts } from './invariants.js';

/** The outcome of a write that a caller received. */
export type Told = 'DONE' | WriteOutcome;

export interface Judgement {
  /** Of each write of the request, by its unique value. */
  readonly told: ReadonlyMap<string, Told>;
  readonly codes: readonly string[];
}

/** What SuperOffice's faults may make of an operation that is in order. */
export const CODES_OF_FAULTS: readonly ErrorCode[] = [
  'CONFLICT',
  'FORBIDDEN',
  'NOT_FOUND',
  'OVERLOADED',
  'RATE_LIMITED',
  'UNAUTHENTICATED',
  'UPSTREAM_BAD_RESPONSE',
  'UPSTREAM_ERROR',
  'UPSTREAM_RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
];

/** Statuses of requests that are not executed because there are too many. */
const CODE_OF_STATUS: Readonly<Record<number, ErrorCode>> = { 429: 'RATE_LIMITED', 503: 'OVERLOADED' };
const OUTCOMES: readonly unknown[] = ['NOT_SENT', 'REJECTED', 'UNKNOWN'] satisfies WriteOutcome[];

interface AnswerBody {
  readonly data?: Readonly<Record<string, WrittenRecord | null>> | null;
  readonly errors?: readonly {
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly outcome?: unknown };
  }[];
}

/** A session that was transferred, or a message that was added. */
interface WrittenRecord {
  readonly transferTo?: { readonly userName: string } | null;
  readonly message?: string;
}

export interface Answered {
  readonly ask: Ask;
  /** How to find it again. */
  readonly requestId: string;
  readonly caller: number;
  readonly identity: Identity;
  readonly status: number;
  readonly body: string;
}

/** Compares one answer with its request and its caller. */
export function judge(answered: Answered, verdicts: Verdicts): Judgement {
  const { ask, requestId, caller, identity, status, body } = answered;
  const answer = parse(body);
  const errors = answer?.errors ?? [];
  const codes = errors.map(({ extensions }) => extensions?.code);
  const seen = () => `${requestId} (${ask.name}) was answered ${status} ${codes}`;

  const isOwn = (text: string) => text === dataFor(identity);
  const isOwnWrite = ([, of]: RegExpMatchArray) => Number(of) === caller;
  verdicts.check(
    'noCrossTalk',
    dataIn(body).every(isOwn) && [...body.matchAll(/canary(?:target|message)-(\d+)-/g)].every(isOwnWrite),
    () => `${seen()} with what is another caller's`,
  );
  verdicts.check(
    'noLeak',
    !CANARY.test(JSON.stringify(errors)) && !/canary(?!data-|target-|message-)/i.test(body),
    () => `${seen()} with what nobody may see`,
  );
  verdicts.check('documented', answer !== undefined && isDocumented(ask, status, codes), seen);
  return { told: answer === undefined ? new Map() : toldBy(answer, answered, verdicts), codes };
}

function isDocumented({ refusal }: Ask, status: number, codes: readonly string[]): boolean {
  const allowed = CODE_OF_STATUS[status];
  if (allowed !== undefined) {
    return codes.length > 0 && codes.every((code) => code === allowed);
  }
  return refusal === undefined
    ? status === 200 && codes.every((code) => CODES_OF_FAULTS.includes(code as ErrorCode))
    : status === refusal.status && codes.length > 0 && codes.every((code) => code === refusal.code);
}

function toldBy({ data, errors }: AnswerBody, { ask, requestId }: Answered, verdicts: Verdicts): Map<string, Told> {
  const told = new Map<string, Told>();
  for (const [field, write] of Object.entries(ask.writes ?? {})) {
    const record = data?.[field];
    if (record != null) {
      verdicts.check(
        'trueOutcome',
        record.transferTo?.userName === write || record.message === write,
        () => `${requestId}: ${field} was answered with another state than was asked for`,
      );
      told.set(write, 'DONE');
      continue;
    }
    // A request that is refused as a whole has no data, and no outcome either: nothing was sent.
    const outcome =
      data == null
        ? 'NOT_SENT'
        : errors?.find(({ path }) => path?.length === 1 && path[0] === field)?.extensions.outcome;
    verdicts.check('documented', OUTCOMES.includes(outcome), () => `${requestId}: ${field} failed, with no outcome`);
    told.set(write, outcome as Told);
  }
  return told;
}

function parse(body: string): AnswerBody | undefined {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
