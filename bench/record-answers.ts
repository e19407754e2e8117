import { associates, type Carrier, contacts, countries, persons } from './records.js';

/** What a stand-in SuperOffice answers to a call. */
export interface Found {
  readonly route: string;
  /** None: 404. */
  readonly answer: Buffer | undefined;
}

/** Finds the answer to a call that reads records by their keys, serialised before it is asked for. */
export type RecordAnswers = (method: string, path: string, body: string) => Found;

/** Otherwise contenders that send ids in a new order each time would fill the memory. */
const MAX_KNOWN = 10_000;

export function createRecordAnswers(): RecordAnswers {
  /** What was asked, `POST Agents/Person/GetPersonList [1,2]`, and its answer. */
  const known = new Map<string, Found>();
  return (method, path, body) => {
    const asked = `${method} ${path} ${body}`;
    let found = known.get(asked);
    if (found === undefined) {
      found = look(method, path, body);
      if (known.size >= MAX_KNOWN) {
        known.clear();
      }
      known.set(asked, found);
    }
    return found;
  };
}

export function listOf(records: readonly string[]): Buffer {
  return Buffer.from(`[${records.join(',')}]`);
}

interface Kind {
  readonly key: string;
  readonly byId: ReadonlyMap<number, string>;
}

function kindOf(key: string, records: readonly Carrier[]): Kind {
  return { key, byId: new Map(records.map((record) => [record[key] as number, JSON.stringify(record)])) };
}

const associate = kindOf('AssociateId', associates);
const contact = kindOf('ContactId', contacts);
const country = kindOf('CountryId', countries);
const person = kindOf('PersonId', persons);

const BATCHES: Readonly<Record<string, Kind>> = {
  'Agents/Associate/GetAssociateList': associate,
  'Agents/Contact/GetContactList': contact,
  'Agents/List/GetCountryList': country,
  'Agents/Person/GetPersonList': person,
};

const RECORDS: readonly (readonly [path: RegExp, route: string, kind: Kind])[] = [
  [/^GET Contact\/(\d+)\/Simple$/, 'GET Contact/{id}/Simple', contact],
  [/^GET Person\/(\d+)\/Simple$/, 'GET Person/{id}/Simple', person],
  [/^GET List\/Country\/Items\/(\d+)$/, 'GET List/Country/Items/{id}', country],
  [/^POST Agents\/Associate\/GetAssociate\?associateId=(\d+)$/, 'POST Agents/Associate/GetAssociate', associate],
];

function look(method: string, path: string, body: string): Found {
  const [route = '', query] = path.split('?');
  const batch = BATCHES[route];
  if (batch !== undefined) {
    const ids = method === 'POST' ? (JSON.parse(body) as number[]) : idsIn(query, batch);
    return { route: `${method} ${route}`, answer: listOf(ids.flatMap((id) => batch.byId.get(id) ?? [])) };
  }
  for (const [pattern, template, { byId }] of RECORDS) {
    const id = pattern.exec(`${method} ${path}`)?.[1];
    if (id !== undefined) {
      return { route: template, answer: Buffer.from(byId.get(Number(id)) ?? 'null') };
    }
  }
  return { route: `${method} ${route}`, answer: undefined };
}

/** SuperOffice has no batches by GET: this one is granted to who can batch nothing else. */
function idsIn(query: string | undefined, { key }: Kind): number[] {
  return new URLSearchParams(query).getAll(key).map(Number);
}
