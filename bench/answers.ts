import { isDeepStrictEqual } from 'node:util';
import { expectedData, type LoadScenario } from './scenarios.js';
import { Unmeasured } from './unmeasured.js';

/** @throws {Unmeasured} unless an answer's text holds what the records do. */
export function refuseOther(text: string, scenario: LoadScenario): void {
  const { data, errors } = parsed(text);
  if (errors !== undefined) {
    throw new Unmeasured(`answers with an error: ${String(errors[0]?.message).split('\n')[0]}`);
  }
  const difference = firstDifference(withTextIds(data), expectedData(scenario));
  if (difference !== undefined) {
    throw new Unmeasured(`differs at \`${difference.join('.')}\``);
  }
}

interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message?: unknown }[];
}

function parsed(text: string): GraphqlAnswer {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unmeasured('does not answer with JSON');
  }
}

/** A generated schema shows ids as the numbers that SuperOffice sends: no other difference counts as equal. */
function withTextIds(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data ?? null), (key, value) => (key === 'id' ? String(value) : value));
}

/** The path to where two JSON values differ; undefined when they are equal. */
function firstDifference(one: unknown, other: unknown): readonly string[] | undefined {
  if (isDeepStrictEqual(one, other)) {
    return undefined;
  }
  if (!isObject(one) || !isObject(other)) {
    return [];
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const rest = firstDifference(one[key], other[key]);
    if (rest !== undefined) {
      return [key, ...rest];
    }
  }
  return [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
