import type { IncomingHttpHeaders } from 'node:http';
import type { AssociateRecord } from '../data/records.js';
import { badArgument, NoResource, Refusal } from './errors.js';
import type { Locale } from './locale.js';

/** What a handler gets of an accepted request. */
export interface Call<Param extends string = string> {
  readonly caller: AssociateRecord;
  /** The values for the braces of the route's path, percent-decoded once. */
  readonly params: Readonly<Record<Param, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed JSON body; undefined without one. */
  readonly body: unknown;
  /** The body's media type in lower case, without parameters; empty without one. */
  readonly bodyType: string;
  /** How the caller writes and reads dates and texts; answers are put into it afterwards. */
  readonly locale: Locale;
  /** REST root as the caller reached it, ending in a slash. */
  readonly restRoot: string;
}

/** What a handler answers: 200 with a value, or 204. */
export type Answer = ValueAnswer | typeof NO_CONTENT;

/** What is answered with 204 and no body. */
export const NO_CONTENT = Symbol('no content');

/** What is answered with 200; an array of carriers for a list. */
export interface ValueAnswer {
  /** SuperOffice's name of the carrier, which is the XML root: `Person`. */
  readonly carrier: string;
  readonly value: unknown;
}

export interface Route {
  readonly method: string;
  readonly segments: readonly string[];
  /** What a body may come as. */
  readonly bodyTypes: readonly string[];
  readonly answer: (call: Call) => Answer;
}

/** A route whose answer waits for something outside of the tenant. */
export interface SlowRoute extends Omit<Route, 'answer'> {
  readonly answer: (call: Call) => Promise<Answer>;
}

const JSON_BODY: readonly string[] = ['application/json'];

type ParamsOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamsOf<Rest>
  : never;

/** A route; `path` is below the REST root: `ChatSession/{id}/TransferTo/{toAssociate}`. */
export function route<Path extends string>(
  method: string,
  path: Path,
  answer: (call: Call<ParamsOf<Path>>) => Answer,
  bodyTypes = JSON_BODY,
): Route {
  return { method, segments: path.split('/'), bodyTypes, answer };
}

export function slowRoute<Path extends string>(
  method: string,
  path: Path,
  answer: (call: Call<ParamsOf<Path>>) => Promise<Answer>,
): SlowRoute {
  return { method, segments: path.split('/'), bodyTypes: JSON_BODY, answer };
}

/**
 * Finds the handler. Of the matching paths, those with the fewest braces win: in `ChatSession/Pickup`, `Pickup` is not an
 * id.
 *
 * @throws {Refusal} 404 for an unknown path, 405 with Allow for a known one with another method.
 */
export function findRoute<Found extends Route | SlowRoute>(
  routes: readonly Found[],
  method: string,
  segments: readonly string[],
): { readonly route: Found; readonly params: Readonly<Record<string, string>> } {
  const matching = routes.flatMap((candidate) => {
    const params = matchPath(candidate.segments, segments);
    return params ? [{ route: candidate, params, braces: Object.keys(params).length }] : [];
  });
  if (matching.length === 0) {
    throw new NoResource();
  }
  const fewest = Math.min(...matching.map(({ braces }) => braces));
  const onPath = matching.filter(({ braces }) => braces === fewest);
  const found = onPath.find((candidate) => candidate.route.method === method);
  if (found) {
    return found;
  }
  const allow = [...new Set(onPath.map((candidate) => candidate.route.method))].join(', ');
  throw new Refusal(405, 'NotSupportedException', 'The resource does not support this method.', { Allow: allow });
}

/**
 * Reads an id out of a path or a query.
 *
 * @throws {Refusal} 400 if it is not an int32.
 */
export function readInt32(text: string): number {
  const id = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!isInt32(id)) {
    throw badArgument('An id must be an int32.');
  }
  return id;
}

/**
 * Reads a switch from a query; a missing one is off.
 *
 * @throws {Refusal} 400 if it is neither true nor false.
 */
export function readBoolean(query: URLSearchParams, name: string): boolean {
  const text = query.get(name)?.toLowerCase() ?? 'false';
  if (text !== 'true' && text !== 'false') {
    throw badArgument(`${name} must be true or false.`);
  }
  return text === 'true';
}

export function isInt32(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= -2_147_483_648 && value <= 2_147_483_647;
}

function matchPath(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) {
    return undefined;
  }
  const params: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const segment = segments[index] ?? '';
    const name = /^\{(.+)\}$/.exec(expected)?.[1];
    if (name && segment) {
      params[name] = segment;
    } else if (expected.toLowerCase() !== segment.toLowerCase()) {
      return undefined;
    }
  }
  return params;
}
