import { OWN_NODE } from './nodes.js';
import { LOAD_SCENARIOS } from './scenarios.js';

/** What decides the place of a part of the results among the others. */
interface Part {
  readonly scenario: { readonly id: string };
  readonly node: string;
}

/** `Results` without types from the benchmark's packages, because the server's tests are checked without these. */
interface Parts {
  readonly load: readonly Part[];
  readonly starts?: unknown;
  readonly soak?: unknown;
}

/** New parts replace old ones; the other old parts stay. */
export function mergeResults<All extends Parts>(old: All, anew: All): All {
  const partOf = ({ scenario, node }: Part) => `${scenario.id} ${node.split('.')[0]}`;
  const load = new Map([...old.load, ...anew.load].map((one) => [partOf(one), one]));
  return {
    ...anew,
    load: [...load.values()].sort((a, b) => orderOf(a) - orderOf(b)),
    starts: anew.starts ?? old.starts,
    soak: anew.soak ?? old.soak,
  };
}

/** The order of the scenarios. Results on another Node.js come after those on the benchmark's own. */
function orderOf({ scenario, node }: Part): number {
  const index = LOAD_SCENARIOS.findIndex(({ id }) => id === scenario.id);
  return index + (node.split('.')[0] === OWN_NODE.version.split('.')[0] ? 0 : LOAD_SCENARIOS.length);
}
