import { readCaller } from '../../http/request/caller.js';
import { createUpstream } from '../../superoffice/rest/upstream.js';
import { createSight, type Sight } from './forms/sight.js';
import type { StepResult } from './result.js';
import { ARCHIVE_READS, SEARCH_READS } from './steps/archives.js';
import { createProbe } from './steps/probe.js';
import { reach } from './steps/reach.js';
import { readArchive, readForm } from './steps/read-steps.js';
import { CHAT_READS, CURRENT_ASSOCIATE, RECORD_READS } from './steps/reads.js';
import { checkLanguage, checkRights, checkTimeZone, checkVersion } from './steps/settings.js';
import type { Tour } from './steps/tour.js';
import { type Fact, lookForFacts } from './steps/unknowns.js';

/** The time for all steps together. */
const MAX_CALLS = 100;
const MAX_TIME_MS = 60_000;

export interface CheckOptions {
  readonly config: Tour['config'];
  /** Value of the `Authorization` header. A secret. */
  readonly authorization: string;
  /** Called for each step as it ends. */
  readonly onResult: (result: StepResult) => void;
}

export interface CheckOutcome {
  readonly calls: number;
  readonly version: string | undefined;
  readonly sight: Sight;
  readonly facts: readonly Fact[];
}

/** Whether a credential has a scheme and a form that the server passes on. */
export function isCredential(authorization: string, config: CheckOptions['config']): boolean {
  return typeof readCaller({ rawHeaders: ['authorization', authorization] }, config).identity !== 'string';
}

/**
 * Checks a tenant from the address to the last form, with the server's own reads only. A step that cannot be made is skipped
 * with a reason; the others continue.
 */
export async function check({ config, authorization, onResult }: CheckOptions): Promise<CheckOutcome> {
  // The check's own failing calls must not open the breaker.
  const upstream = await createUpstream({ ...config, breakerMinCalls: MAX_CALLS * 10 });
  const { identity, locale } = readCaller({ rawHeaders: ['authorization', authorization] }, config);
  const tour: Tour = {
    config,
    upstream,
    headers: { ...(typeof identity === 'string' ? {} : identity.headers()), ...locale.headers },
    probe: createProbe({ maxCalls: MAX_CALLS, deadlineMs: performance.now() + MAX_TIME_MS }),
    sight: createSight(),
    refusals: new Set(),
  };
  try {
    for await (const result of steps(tour)) {
      onResult(result);
    }
    const facts = await lookForFacts(tour);
    return { calls: tour.probe.calls, version: tour.version, sight: tour.sight, facts };
  } finally {
    upstream.close();
  }
}

async function* steps(tour: Tour): AsyncGenerator<StepResult> {
  yield checkAddress(tour);
  yield* await reach(tour);
  yield await checkVersion(tour);
  const credential = await readForm(tour, CURRENT_ASSOCIATE);
  yield credential;
  // An unknown time zone may be why the previous call was refused.
  yield await unlessBlocked(tour, 'time zone', () => checkTimeZone(tour));
  if (credential.status === 'refused') {
    // All other calls would fail in the same way.
    tour.blocked ??= credential.findings[0]?.what;
  }
  yield await unlessBlocked(tour, 'rights', () => checkRights(tour));
  for (const read of ARCHIVE_READS.filter(({ needs }) => needs === undefined)) {
    yield await readArchive(tour, read);
  }
  for (const read of SEARCH_READS) {
    yield await readForm(tour, read);
  }
  for (const read of CHAT_READS) {
    yield await readForm(tour, read);
  }
  for (const read of RECORD_READS) {
    yield await readForm(tour, read);
  }
  for (const read of ARCHIVE_READS.filter(({ needs }) => needs !== undefined)) {
    yield await readArchive(tour, read);
  }
  yield await unlessBlocked(tour, 'language', async () => checkLanguage(tour));
}

function checkAddress({ config }: Tour): StepResult {
  const isRestRoot = /\/api\/v1\/$/i.test(config.superOfficeUrl.pathname);
  return {
    step: 'address',
    status: isRestRoot ? 'ok' : 'differs',
    findings: isRestRoot
      ? []
      : [
          {
            what: 'SUPEROFFICE_URL does not end in /api/v1/, as the REST root of a tenant does.',
            toDo: "Online, take `Api` of the tenant's state page with /v1/ behind it. Onsite, the site's address with /api/v1/.",
          },
        ],
  };
}

async function unlessBlocked(tour: Tour, step: string, run: () => Promise<StepResult>): Promise<StepResult> {
  return tour.blocked === undefined ? run() : { step, status: 'skipped', note: tour.blocked, findings: [] };
}
