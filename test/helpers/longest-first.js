import { basename } from 'node:path';
import Sequencer from '@jest/test-sequencer';

/** Tests that wait most: at the end, nothing would be left to run at the same time. */
const LONGEST = [
  'late-copies',
  'process',
  'log-output',
  'memory',
  'egress-proxy',
  'connection-failures',
  'redis',
  'unread-answers',
];

/** Jest knows how long a file takes once it has run it. On a new machine it has not. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const isLongest = ({ path }) => LONGEST.includes(basename(path, '.test.ts'));
    const sorted = super.sort(tests);
    return [...sorted.filter(isLongest), ...sorted.filter((test) => !isLongest(test))];
  }
}
