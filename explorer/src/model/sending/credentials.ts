import type { Agent } from '../../../../src/http/explorer/settings.js';
import { inLines } from '../text/json.js';
import { readObject } from './request.js';

/** Who sends an operation: one of the sandbox tenant's agents, another user, or nobody. */
export type Sender = Agent | 'another' | 'nobody';

/** Credentials are kept only in the headers, a JSON text that the user may have written. */
export interface Credentials {
  readonly agents: readonly Agent[];
  /** The headers of an agent, or of the first if there is none of that name; with an empty one without agents. */
  headersOf(name: string | undefined): string;
  /** The headers of an earlier sender; with an empty one if that is nobody, or a user whose credential is not kept. */
  headersOfSender(sender: string): string;
  /** Whether `headersOfSender` has the credential. */
  isKnown(sender: string): boolean;
  /** Undefined while the headers are not a JSON object. */
  senderIn(headers: string): Sender | undefined;
  /** An agent's name, `another` or `nobody`; never a credential. */
  nameOf(headers: string): string;
  /** The headers with this credential in them; undefined: with none. Undefined if they are not a JSON object, which would be lost. */
  replacedIn(headers: string, credential: Pick<Agent, 'authorization'> | undefined): string | undefined;
}

export function createCredentials(agents: readonly Agent[]): Credentials {
  function senderIn(headers: string): Sender | undefined {
    const read = readHeaders(headers);
    if (read === undefined) {
      return undefined;
    }
    return read.authorization
      ? (agents.find(({ authorization }) => isSame(authorization, read.authorization)) ?? 'another')
      : 'nobody';
  }

  const named = (name: string | undefined) => agents.find((agent) => agent.name === name);

  return {
    agents,
    headersOf(name) {
      return withCredential(named(name) ?? agents[0]);
    },
    headersOfSender: (sender) => withCredential(named(sender)),
    isKnown: (sender) => sender === 'nobody' || named(sender) !== undefined,
    senderIn,
    nameOf(headers) {
      const sender = senderIn(headers);
      return typeof sender === 'object' ? sender.name : (sender ?? 'nobody');
    },
    replacedIn(headers, credential) {
      const others = readHeaders(headers);
      return others && withCredential(credential, others);
    },
  };
}

function withCredential(credential: Pick<Agent, 'authorization'> | undefined, others: object = {}): string {
  return inLines({ ...others, authorization: credential?.authorization ?? '' });
}

/** The scheme's name may be in any case, with any number of spaces after it. */
function isSame(credential: string, value: unknown): boolean {
  const [scheme = '', secret] = String(value)
    .trim()
    .split(/ +(.*)/s);
  const [ownScheme = '', ownSecret] = credential.split(/ +(.*)/s);
  return scheme.toLowerCase() === ownScheme.toLowerCase() && secret === ownSecret;
}

/** The header's value, in UTF-8; undefined for a user name that it cannot hold. */
export function basic(user: string, password: string): string | undefined {
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return user.includes(':') ? undefined : `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

function readHeaders(headers: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const entries = Object.entries(readObject(headers, 'headers'));
    return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
  } catch {
    return undefined;
  }
}
