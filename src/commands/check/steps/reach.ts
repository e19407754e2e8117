import { SuperOfficeHttpError } from '../../../superoffice/errors.js';
import { proxyFor } from '../../../superoffice/rest/connections/proxy.js';
import type { RestCall } from '../../../superoffice/rest/rest-call.js';
import type { Finding, Status, StepResult } from '../result.js';
import { causeOf, refusalOf, STAGES, type Stage } from './cause.js';
import type { Tour } from './tour.js';

/** Needs no credential to be answered, with 401. The server probes a moved tenant in the same way. */
const WITHOUT_CREDENTIAL: RestCall = {
  effect: 'read',
  method: 'GET',
  route: 'User/currentPrincipal',
  expected: 'nothing',
};

const STEP = 'GET User/currentPrincipal (without a credential)';

/** Checks the way to SuperOffice with one call: name, proxy, connection, TLS, and what answers. */
export async function reach(tour: Tour): Promise<readonly StepResult[]> {
  const { error } = await tour.probe.run(tour.upstream, {}, (client) => client.send(WITHOUT_CREDENTIAL));
  tour.anonymous = refusalOf(error);
  const isRefused = error instanceof SuperOfficeHttpError && (error.status === 401 || error.status === 403);
  if (error === undefined || isRefused) {
    return stagesOf(tour, 'HTTP', isRefused ? { status: 'ok' } : { status: 'differs', finding: ANSWERED });
  }
  const { stage, what, toDo, isBadAnswer } = causeOf(error);
  tour.blocked = what;
  tour.isUnreached = stage !== 'HTTP';
  return stagesOf(tour, stage, { status: isBadAnswer ? 'differs' : 'refused', finding: { what, toDo } });
}

const ANSWERED: Finding = {
  what: 'The call was answered, not refused.',
  toDo: 'Check what stands in front of SuperOffice: it may add its own credential to every call.',
};

interface Outcome {
  readonly status: Status;
  readonly finding?: Finding;
}

function stagesOf({ config }: Tour, last: Stage, outcome: Outcome): StepResult[] {
  const lastIndex = STAGES.indexOf(last);
  return STAGES.map((stage, index) => {
    const step = stage === 'HTTP' ? STEP : stage;
    if (index > lastIndex) {
      return { step, status: 'skipped', note: 'not reached', findings: [] };
    }
    if (index === lastIndex) {
      return { step, status: outcome.status, findings: outcome.finding === undefined ? [] : [outcome.finding] };
    }
    return { step, status: 'ok', note: noteOf(stage, config), findings: [] };
  });
}

function noteOf(stage: Stage, { superOfficeUrl, ...config }: Tour['config']): string | undefined {
  if (stage === 'TLS' && superOfficeUrl.protocol !== 'https:') {
    return 'none: the address begins with http';
  }
  const isDirect = proxyFor(superOfficeUrl, config) === undefined;
  if (stage === 'name') {
    return isDirect ? undefined : 'left to the proxy';
  }
  return stage === 'proxy' && isDirect ? 'none is used' : undefined;
}
