import type { ServerResponse } from 'node:http';
import { expect } from '@jest/globals';
import { SAMPLES } from './carrier-samples.js';
import { type Carrier, ENTITIES, idRowOf, isRoot, keyPropertyOf, type Path, pathTo, placeOf } from './carrier-types.js';
import type { Answer, Pair } from './facade.js';
import { type RecordedRequest, sendJson } from './fake-superoffice.js';

export type AnswerError = NonNullable<Answer['errors']>[number];

interface ReadOptions {
  /** The selection on the type, instead of all its fields. */
  readonly selection?: string;
  /** The answers to calls below the record's own: `Messages`, `Transcript`. */
  readonly calls?: Readonly<Record<string, unknown>>;
}

interface Read {
  /** The carriers, one by one, as they are shown. */
  readonly shown: readonly unknown[];
  readonly errors: readonly unknown[];
}

/** Reads carriers of any type through the facade. */
export function carrierReader(pair: Pair) {
  /** As `ask`. */
  async function read(type: string, carriers: readonly Carrier[], options: ReadOptions = {}): Promise<Read> {
    const { data, errors } = await ask(type, carriers, options);
    return { shown: carriers.map((_carrier, index) => valueAt(data, pathTo(type, index))), errors };
  }

  /** Has SuperOffice answer with the carriers of a type, asks for all of their fields, and sees that no wrong value is shown. */
  async function ask(
    type: string,
    carriers: readonly Carrier[],
    options: ReadOptions = {},
  ): Promise<{ readonly data: unknown; readonly errors: readonly AnswerError[] }> {
    answerWith(type, carriers, options.calls);
    const { entity, path } = placeOf(type);
    const fields =
      options.selection ?? ['__typename', ...(SAMPLES.get(type) ?? []).map((sample) => sample.selection)].join(' ');
    const nested = path
      .filter((step) => typeof step === 'string')
      .reduceRight((inner, name) => `${name} { ${inner} }`, fields);

    const { data, errors = [] } = await (isRoot(entity)
      ? pair.ask(`{ ${entity} { ${nested} } }`)
      : pair.ask(
          `query ($representations: [_Any!]!) {
            _entities(representations: $representations) { ... on ${entity} { ${nested} } }
          }`,
          { representations: carriers.map((_carrier, index) => ({ __typename: entity, id: String(index + 1) })) },
        ));

    expect(JSON.stringify([data, errors])).not.toMatch(/canary/i);
    return { data, errors };
  }

  /** Has SuperOffice answer with the carriers of a type, each in a record of its own. */
  function answerWith(type: string, carriers: readonly Carrier[], calls: Readonly<Record<string, unknown>> = {}): void {
    const { entity, around, below } = placeOf(type);
    if (isRoot(entity)) {
      pair.superOffice.on(
        'GET Presence/GetAll',
        carriers.map((carrier, index) => withOwnKey(type, carrier, index + 1)),
      );
      return;
    }
    const key = keyPropertyOf(entity);
    const records = carriers.map((carrier, index) => ({ ...around?.(carrier), [key]: index + 1 }));
    const answer = ({ path }: RecordedRequest, response: ServerResponse) => {
      const [resource, id, call = ''] = path.split(/[/?]/);
      if (resource === 'Agents') {
        sendJson(response, records);
      } else if (call === '') {
        sendJson(response, records[Number(id) - 1]);
      } else {
        sendJson(
          response,
          call === below ? [withOwnKey(type, carriers[Number(id) - 1] ?? {}, Number(id))] : calls[call],
        );
      }
    };
    pair.superOffice.on(ENTITIES[entity] as string, answer);
    // Its only read that is a POST.
    pair.superOffice.on('POST ChatSession/1/Transcript', answer);
  }

  return { read, ask };
}

export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce((value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step], data);
}

/** A record in a list, with its own key. */
function withOwnKey(type: string, carrier: Carrier, id: number): Carrier {
  return idRowOf(type) === undefined ? carrier : { ...carrier, [keyPropertyOf(type)]: id };
}
