import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Test files that take longest, mostly because they wait: at the end, nothing would be left to run at the same time. */
const LONGEST = [
  'answer-ends',
  'audit-log',
  'connection-failures',
  'egress-proxy',
  'late-copies',
  'live-drain',
  'live-websocket-bounds',
  'log-output',
  'memory',
  'process',
  'redis',
  'unread-answers',
  'upstream-faults',
  // End to end:
  'balancers',
  'explorer-answers',
  'explorer-editor',
  'explorer-memory',
  'image',
  'live-balancers',
  'package',
];

/** Jest knows how long a file takes once it has run it. On a new machine it has not. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const isLongest = ({ path }) => LONGEST.includes(basename(path, '.test.ts'));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLongest), ...sorted.filter((test) => !isLongest(test))];
  }
}
