import type { Config } from '../../../config.js';
import type { Upstream } from '../../../superoffice/rest/upstream.js';
import type { Difference, Observer } from '../forms/compare.js';
import { findingOf } from '../forms/differences.js';
import type { Sight } from '../forms/sight.js';
import type { Finding, StepResult } from '../result.js';
import { causeOf, refusalOf } from './cause.js';
import { type Exchange, NoCallError, type Probe, type Probed, type Read } from './probe.js';

/** State shared by the steps. */
export interface Tour {
  readonly config: Config & { readonly superOfficeUrl: URL };
  readonly upstream: Upstream;
  /** Credential, language, culture, time zone and application token, as the server sends them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly probe: Probe;
  readonly sight: Sight;
  /** The refusals so far, by their constant parts. */
  readonly refusals: Set<string>;
  /** How a call without a credential was refused. */
  anonymous?: string | undefined;
  /** Why all further steps are skipped. */
  blocked?: string | undefined;
  /** Whether no connection could be made. */
  isUnreached?: boolean;
  /** SuperOffice's version. */
  version?: string;
  /** Whether the caller is among the users with a licence for chat. */
  isChatUser?: boolean;
}

/**
 * Makes a read, and compares the answer of each of its calls with a form.
 *
 * @param headers that replace those of the server.
 */
export async function inspect(
  tour: Tour,
  step: string,
  read: Read,
  compareWith: (json: unknown, observer: Observer) => void,
  headers = tour.headers,
): Promise<StepResult> {
  const probed = await tour.probe.run(tour.upstream, headers, read);
  const differences = new Map<string, { readonly place: string; readonly difference: Difference; count: number }>();
  const observer: Observer = {
    ...tour.sight,
    onDifference(place, difference) {
      const key = `${place} ${JSON.stringify(difference)}`;
      const known = differences.get(key) ?? { place, difference, count: 0 };
      known.count += 1;
      differences.set(key, known);
    },
  };
  for (const { json, error } of probed.exchanges) {
    if (error === undefined) {
      compareWith(json, observer);
    }
    const refusal = refusalOf(error);
    if (refusal !== undefined) {
      tour.refusals.add(refusal);
    }
  }
  const findings = [...differences.values()].map(({ place, difference, count }) => findingOf(place, difference, count));
  const failure = failureIn(probed);
  if (failure === undefined) {
    return { step, status: findings.length > 0 ? 'differs' : 'ok', findings };
  }
  return failed(tour, step, failure, findings, probed.exchanges);
}

/** Reports an error. One that further calls would meet as well ends the check. */
function failed(
  tour: Tour,
  step: string,
  failure: unknown,
  findings: readonly Finding[],
  exchanges: readonly Exchange[],
): StepResult {
  if (failure instanceof NoCallError) {
    tour.blocked = 'the check has had all its calls, or its time';
    return { step, status: 'skipped', note: tour.blocked, findings };
  }
  const isAnswered = exchanges.at(-1)?.error === undefined;
  if (isAnswered) {
    // The call was answered, but the server cannot use the answer.
    const known = findings.length > 0 ? findings : [NOT_WHAT_WAS_ASKED];
    return { step, status: 'differs', findings: known };
  }
  const { what, toDo, isForAll, isBadAnswer } = causeOf(failure);
  if (isForAll) {
    tour.blocked = what;
  }
  return { step, status: isBadAnswer ? 'differs' : 'refused', findings: [...findings, { what, toDo }] };
}

const NOT_WHAT_WAS_ASKED: Finding = {
  what: 'The answer is not the record, or the kind of value, that was asked for.',
  toDo: 'Check what stands in front of SuperOffice: it may mix up answers. Please report it.',
};

/** The first error of a read: in batches, errors are in the records' places. */
function failureIn({ exchanges, result, error }: Probed): unknown {
  return (
    error ??
    exchanges.find((exchange) => exchange.error !== undefined)?.error ??
    (result instanceof Map ? [...result.values()].find((value) => value instanceof Error) : undefined)
  );
}
