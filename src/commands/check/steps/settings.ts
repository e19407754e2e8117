import { SuperOfficeHttpError } from '../../../superoffice/errors.js';
import type { RestCall } from '../../../superoffice/rest/rest-call.js';
import { createUpstream } from '../../../superoffice/rest/upstream.js';
import { isRecord } from '../forms/compare.js';
import type { Finding, StepResult } from '../result.js';
import { causeOf } from './cause.js';
import { inspect, type Tour } from './tour.js';

/** One level up, `GET api` gives SuperOffice's version, apparently to everybody. The server does not use it. */
export async function checkVersion(tour: Tour): Promise<StepResult> {
  const step = 'GET api';
  const { pathname } = tour.config.superOfficeUrl;
  const [, api] = /\/([^/]+)\/v1\/$/i.exec(pathname) ?? [];
  if (api === undefined || tour.isUnreached) {
    return { step, status: 'skipped', note: tour.blocked ?? 'SUPEROFFICE_URL does not end in /api/v1/', findings: [] };
  }
  const call: RestCall = { effect: 'read', method: 'GET', route: api, expected: { key: 'NetServerVersion' } };
  const superOfficeUrl = new URL('../../', tour.config.superOfficeUrl);
  const upstream = await createUpstream({ ...tour.config, superOfficeUrl });
  try {
    const { exchanges, error } = await tour.probe.run(upstream, {}, (client) => client.send(call));
    if (error instanceof SuperOfficeHttpError && (error.status === 401 || error.status === 403)) {
      return { step, status: 'skipped', note: `it asks for a credential (${error.status})`, findings: [] };
    }
    if (error !== undefined) {
      const { what, toDo, isBadAnswer } = causeOf(error);
      return { step, status: isBadAnswer ? 'differs' : 'refused', findings: [{ what, toDo }] };
    }
    const json = exchanges[0]?.json;
    const version = isRecord(json) ? json.NetServerVersion : undefined;
    if (typeof version === 'string' && /^\d{1,5}(\.\d{1,5}){1,3}$/.test(version)) {
      tour.version = version;
      return { step, status: 'ok', note: `SuperOffice ${version}`, findings: [] };
    }
    return { step, status: 'differs', findings: [NO_VERSION] };
  } finally {
    upstream.close();
  }
}

const NO_VERSION: Finding = {
  what: 'NetServerVersion is missing, or is not a version.',
  toDo: 'Find out what answers at this address: the server works without it.',
};

/** The part of `GET User/currentPrincipal` that says whether chat works for the caller. */
interface Principal {
  readonly UserType?: unknown;
  readonly EjUserId?: unknown;
  readonly EjUserStatus?: unknown;
  readonly Licenses?: unknown;
}

/** Whether the caller is an associate with a licence for chat. */
export async function checkRights(tour: Tour): Promise<StepResult> {
  const findings: Finding[] = [];
  const principal = await inspect(
    tour,
    'rights',
    (client) =>
      client.send({ effect: 'read', method: 'GET', route: 'User/currentPrincipal', expected: { key: 'UserType' } }),
    (json, observer) => {
      const { UserType, EjUserId, EjUserStatus, Licenses } = (isRecord(json) ? json : {}) as Principal;
      for (const [name, value] of Object.entries({ UserType, EjUserId, EjUserStatus, Licenses })) {
        if (value === undefined) {
          observer.onDifference(`SoPrincipalCarrier.${name}`, { problem: 'MISSING' });
        }
      }
      findings.push(
        ...(UserType === 'SystemAssociate' ? [SYSTEM_USER] : []),
        ...(EjUserId === 0 || EjUserId === -1 ? [NO_SERVICE_USER] : []),
        ...(typeof EjUserStatus === 'string' && Number(EjUserId) > 0 && EjUserStatus !== 'StatusNormal'
          ? [SERVICE_USER_OFF]
          : []),
      );
    },
  );
  const licence = await inspect(
    tour,
    'rights',
    (client) => client.send(CHAT_USERS),
    (json) => {
      const ids = Array.isArray(json) ? json.map((item) => (isRecord(item) ? item.Id : undefined)) : [];
      tour.isChatUser = ids.some((id) => tour.sight.keys('user')[0] === Number(id));
      if (!tour.isChatUser) {
        findings.push(NO_CHAT_LICENCE);
      }
    },
  );
  const all = [...principal.findings, ...licence.findings, ...findings];
  const failed = [principal, licence].find(({ status }) => status === 'refused' || status === 'skipped');
  return { step: 'rights', status: failed?.status ?? (all.length > 0 ? 'differs' : 'ok'), findings: all };
}

/** Those with a licence for chat, the caller among them. */
const CHAT_USERS: RestCall = {
  effect: 'read',
  method: 'GET',
  route: 'MDOList/{listname}',
  params: { listname: 'chatuser' },
  query: { flat: 'true', additional: 'associate=True' },
  expected: 'list',
};

const SYSTEM_USER: Finding = {
  what: "The credential is a system user's, which owns no chat session.",
  toDo: 'Use the credential of an associate: transfers, accepts and pick-ups of a system user change nothing.',
};
const NO_SERVICE_USER: Finding = {
  what: 'The associate is not a user of Service.',
  toDo: 'Give the associate a Service licence in SuperOffice Settings and maintenance: chat needs it.',
};
const SERVICE_USER_OFF: Finding = {
  what: "The associate's user of Service is not active.",
  toDo: 'Activate it in SuperOffice Settings and maintenance: chat needs it.',
};
const NO_CHAT_LICENCE: Finding = {
  what: 'The associate is not among the users with a licence for chat.',
  toDo: 'Give the associate the licence, or use the credential of an associate who has it. Without it, sessions can be neither listed nor transferred.',
};

const TIME_ZONES: RestCall = {
  effect: 'read',
  method: 'GET',
  route: 'TimeZone',
  query: { $select: 'id,timeZone', $top: '1000' },
  expected: { key: 'value' },
};

/** Whether the tenant knows the configured time zone, by its code or its id. */
export function checkTimeZone(tour: Tour): Promise<StepResult> {
  const wanted = tour.config.superOfficeTimeZone
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '' && part !== 'includetzoffset');
  // This list must work whether or not the zone is known.
  const { 'so-timezone': _, ...headers } = tour.headers;
  return inspect(
    tour,
    'time zone',
    (client) => client.send(TIME_ZONES),
    (json, observer) => {
      const rows = isRecord(json) && Array.isArray(json.value) ? json.value.filter(isRecord) : [];
      const known = rows.flatMap(({ id, timeZone }) => [String(id), String(timeZone).toLowerCase()]);
      if (rows.length === 0 || !wanted.every((zone) => known.includes(zone))) {
        observer.onDifference('SUPEROFFICE_TIME_ZONE', { problem: 'UNKNOWN_ZONE' });
      }
    },
    headers,
  );
}

/** Whether texts came in one language. */
export function checkLanguage({ sight }: Tour): StepResult {
  const places = [...sight.forms].filter(([, forms]) => forms.has('text in several languages'));
  return {
    step: 'language',
    status: places.length > 0 ? 'differs' : 'ok',
    findings: places.map(([place]) => ({
      what: `${place}: a text in all languages at once.`,
      toDo: 'Check SUPEROFFICE_LANGUAGE: the tenant may not have this language.',
    })),
  };
}
