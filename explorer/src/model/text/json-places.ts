/** A name of a property, or a value, in a JSON text that may not be finished. */
export interface Place {
  /** Names and, in lists, indexes: to the property or the value. */
  readonly path: JsonPath;
  readonly role: 'name' | 'value';
  readonly from: number;
  /** After a plain value; after the brace or bracket that opens another one. */
  readonly to: number;
}

export type JsonPath = readonly (string | number)[];

export interface Places {
  readonly places: readonly Place[];
  /** What may come at the end of the text; undefined if only punctuation may. */
  readonly next: Pick<Place, 'path' | 'role'> | undefined;
}

interface Level {
  readonly isList: boolean;
  /** Its name, or its index. */
  key: string | number;
  expects: 'name' | 'value' | 'punctuation';
}

/** Reads as far as it can, and reports no problems. */
export function placesIn(json: string): Places {
  const places: Place[] = [];
  const levels: Level[] = [];
  for (const { 0: token, index } of json.matchAll(/"(?:\\.|[^"\\\n])*"?|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    const level = levels.at(-1);
    const to = index + token.length;
    if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ',' && level) {
      level.key = level.isList ? Number(level.key) + 1 : '';
      level.expects = level.isList ? 'value' : 'name';
    } else if (token === ':' && level) {
      level.expects = 'value';
    } else if (level?.expects === 'name') {
      level.key = token.replace(/^"|"$/g, '');
      level.expects = 'punctuation';
      places.push({ path: pathOf(levels), role: 'name', from: index, to });
    } else {
      places.push({ path: pathOf(levels), role: 'value', from: index, to });
      if (level) {
        level.expects = 'punctuation';
      }
      if (token === '{' || token === '[') {
        levels.push({ isList: token === '[', key: token === '[' ? 0 : '', expects: token === '[' ? 'value' : 'name' });
      }
    }
  }
  const last = levels.at(-1);
  return {
    places,
    next:
      last === undefined || last.expects === 'punctuation' ? undefined : { path: pathOf(levels), role: last.expects },
  };
}

function pathOf(levels: readonly Level[]): JsonPath {
  return levels.map(({ key }) => key);
}
