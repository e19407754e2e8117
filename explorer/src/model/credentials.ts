import type { Agent } from '../../../src/http/explorer/settings.js';
import { inLines } from './json.js';
import { readObject } from './request.js';

/** Who sends an operation: one of the sandbox tenant's agents, somebody else, or nobody. */
export type Sender = Agent | 'another' | 'nobody';

/** Credentials are what stands in the headers, JSON that somebody may have written; nothing else keeps them. */
export interface Credentials {
  readonly agents: readonly Agent[];
  /** The headers of an agent, or of the first where there is none of that name; with an empty one without agents. */
  headersOf(name: string | undefined): string;
  /** Undefined while the headers are no JSON object. */
  senderIn(headers: string): Sender | undefined;
  /** An agent's name, `another` or `nobody`: who it is, and never a credential. */
  nameOf(headers: string): string;
  /** The headers with this credential in them; undefined: with none. */
  replacedIn(headers: string, credential: Pick<Agent, 'authorization'> | undefined): string;
}

export function createCredentials(agents: readonly Agent[]): Credentials {
  function senderIn(headers: string): Sender | undefined {
    const read = readHeaders(headers);
    if (read === undefined) {
      return undefined;
    }
    return read.authorization
      ? (agents.find(({ authorization }) => authorization === read.authorization) ?? 'another')
      : 'nobody';
  }

  return {
    agents,
    headersOf(name) {
      const agent = agents.find((agent) => agent.name === name) ?? agents[0];
      return inLines({ authorization: agent?.authorization ?? '' });
    },
    senderIn,
    nameOf(headers) {
      const sender = senderIn(headers);
      return typeof sender === 'object' ? sender.name : (sender ?? 'nobody');
    },
    replacedIn(headers, credential) {
      return inLines({ ...readHeaders(headers), authorization: credential?.authorization ?? '' });
    },
  };
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
