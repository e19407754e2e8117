import { OWN_NODE } from './nodes.js';
import { LOAD_SCENARIOS } from './scenarios.js';

/** A part of the results, as far as its place among the others goes. */
interface Part {
  readonly scenario: { readonly id: string };
  readonly node: string;
}

/** `Results`, whose own types need the packages of the benchmark: the tests of the server are checked without these. */
interface Parts {
  readonly load: readonly Part[];
  readonly starts?: unknown;
  readonly soak?: unknown;
}

/** Parts that were measured anew take the place of what there was; the others stay. */
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

/** That of the scenarios; what was measured on another Node.js comes after what the benchmark's own was. */
function orderOf({ scenario, node }: Part): number {
  const index = LOAD_SCENARIOS.findIndex(({ id }) => id === scenario.id);
  return index + (node.split('.')[0] === OWN_NODE.version.split('.')[0] ? 0 : LOAD_SCENARIOS.length);
}
