import { Agent, request } from 'node:http';
import type { Operation } from '../scenarios.js';
import type { GraphQLResult } from './streams.js';

export interface PollingTab {
  /** Its `authorization`. */
  readonly caller: string;
  readonly onData: (data: NonNullable<GraphQLResult['data']>) => void;
}

export interface PollOptions {
  readonly url: string;
  readonly operation: Operation;
  readonly everyMs: number;
}

export interface PollingTabs {
  /** Polls that were answered with anything but data. */
  readonly refused: number;
  close(): void;
}

/** Makes each tab poll repeatedly, spread over the time between two polls; not while its last poll is running. */
export function pollEach(tabs: readonly PollingTab[], { url, operation, everyMs }: PollOptions): PollingTabs {
  const connections = new Agent({ keepAlive: true });
  const body = JSON.stringify({ query: operation.query, variables: operation.variables });
  const timers = new Set<NodeJS.Timeout>();
  let refused = 0;
  let isClosed = false;
  for (const [index, tab] of tabs.entries()) {
    let isUnderWay = false;
    const poll = async () => {
      if (isUnderWay) {
        return;
      }
      isUnderWay = true;
      const { data, errors } = await ask(url, tab.caller, body, connections).catch((): GraphQLResult => ({}));
      isUnderWay = false;
      if (isClosed) {
        return;
      }
      if (data == null || errors !== undefined) {
        refused += 1;
      } else {
        tab.onData(data);
      }
    };
    const first = setTimeout(
      () => {
        timers.add(setInterval(poll, everyMs));
        void poll();
      },
      (index / tabs.length) * everyMs,
    );
    timers.add(first);
  }
  return {
    get refused() {
      return refused;
    },
    close() {
      isClosed = true;
      for (const timer of timers) {
        clearTimeout(timer);
      }
      connections.destroy();
    },
  };
}

function ask(url: string, caller: string, body: string, agent: Agent): Promise<GraphQLResult> {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      { method: 'POST', agent, headers: { authorization: caller, 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve(parsed(text)));
        response.on('error', reject);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

function parsed(text: string): GraphQLResult {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
