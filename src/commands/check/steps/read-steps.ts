import { compare, holds } from '../forms/compare.js';
import { compareArchive } from '../forms/compare-archive.js';
import type { KeyKind, Sight } from '../forms/sight.js';
import type { StepResult } from '../result.js';
import type { ArchiveRead } from './archives.js';
import { type FormRead, isListKind, nameOf } from './reads.js';
import { inspect, type Tour } from './tour.js';

/** Makes one of the server's reads, and compares the answer with its form. */
export async function readForm(tour: Tour, read: FormRead): Promise<StepResult> {
  const step = await nameOf(read);
  const place = read.form.replace(/\[\]$|\?$/, '');
  return withKey(tour, step, read.needs, async (id) => {
    let isEmpty = false;
    const result = await inspect(
      tour,
      step,
      (client) => read.read(client, id),
      (json, observer) => {
        if (!read.form.endsWith('[]')) {
          compare(read.form, json, PLAIN_PLACES[place] ?? place, observer);
          return;
        }
        // Null elements stand for deleted records.
        const elements = Array.isArray(json) ? json.filter((element) => element !== null) : undefined;
        isEmpty = elements?.length === 0;
        for (const element of elements ?? []) {
          compare(place, element, place, observer);
        }
        holds(elements !== undefined, 'a list', json, `${place}[]`, observer);
      },
    );
    return isEmpty && result.status === 'ok'
      ? { ...result, note: 'no record came, so that its form is not seen' }
      : result;
  });
}

/** Values that are not records have no name of their own. */
const PLAIN_PLACES: Readonly<Record<string, string>> = { boolean: 'answer', string: 'answer' };

/** The same for a page of an archive list. */
export async function readArchive(tour: Tour, read: ArchiveRead): Promise<StepResult> {
  const step = await nameOf(read);
  return withKey(tour, step, read.needs, (id) =>
    inspect(
      tour,
      step,
      (client) => read.read(client, id),
      (json, observer) =>
        compareArchive(read, read.types, json, read.place, observer, (key) => tour.sight.addKey(read.kind, key)),
    ),
  );
}

async function withKey(
  tour: Tour,
  step: string,
  kind: KeyKind | undefined,
  run: (id: number) => Promise<StepResult>,
): Promise<StepResult> {
  const id = kind === undefined ? 0 : keyOf(tour.sight, kind);
  if (tour.blocked === undefined && id !== undefined) {
    return run(id);
  }
  return { step, status: 'skipped', note: tour.blocked ?? `no ${wordsOf(kind)} to read`, findings: [] };
}

/** The items of SuperOffice's lists are counted from 1. */
function keyOf(sight: Sight, kind: KeyKind): number | undefined {
  return sight.keys(kind)[0] ?? (isListKind(kind) ? 1 : undefined);
}

const WORDS: { readonly [K in KeyKind]?: string } = {
  chatMessage: 'message',
  chatSession: 'session',
  chatTopic: 'topic',
  ticket: 'request',
};

function wordsOf(kind: KeyKind | undefined): string {
  return kind === undefined ? 'record' : (WORDS[kind] ?? kind);
}
