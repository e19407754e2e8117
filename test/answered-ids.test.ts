import { expect, it } from '@jest/globals';
import { createAnsweredIds } from '../src/superoffice/answered-ids.js';
import { PROCESS_CLOCK } from '../src/superoffice/clock.js';

it('keeps the last 10 000 ids', () => {
  const ids = createAnsweredIds(60_000, PROCESS_CLOCK);
  for (let id = 1; id <= 10_001; id += 1) {
    ids.add(id);
  }

  expect([1, 2, 10_001].map(ids.has)).toEqual([false, true, true]);
});

it('keeps an id for the given time after it was last added', () => {
  let nowMs = 0;
  const ids = createAnsweredIds(100, { ...PROCESS_CLOCK, now: () => nowMs });
  ids.add(1);
  ids.add(2);
  nowMs = 50;
  ids.add(1);
  nowMs = 100;
  ids.add(3);

  expect([1, 2, 3].map(ids.has)).toEqual([true, false, true]);
});
