import { expect, it } from '@jest/globals';
import { PROCESS_CLOCK } from '../src/superoffice/clock.js';
import { createOpenChanges } from '../src/superoffice/open-changes.js';

it('knows the only open change of a name, and none if there are several', () => {
  const open = createOpenChanges(100, PROCESS_CLOCK);
  const first = open.begin('a');
  expect([open.only('a'), open.only('b')]).toEqual([first, undefined]);

  const second = open.begin('a');
  expect(open.only('a')).toBeUndefined();
  open.leave(first);
  expect(open.only('a')).toBeUndefined();
  open.end(first);
  expect(open.only('a')).toBe(second);
  open.end(second);
  open.end(second);
  expect(open.only('a')).toBeUndefined();
});

it('keeps one that was left for its time, and a running one until it ends', () => {
  let nowMs = 0;
  const open = createOpenChanges(100, { ...PROCESS_CLOCK, now: () => nowMs });
  open.leave(open.begin('a'));
  const underWay = open.begin('b');
  nowMs = 99;
  expect(open.only('a')).toBeDefined();
  nowMs = 100;

  expect([open.only('a'), open.only('b')]).toEqual([undefined, underWay]);
});

it('calls no change the only one after more were left than it remembers, until their time is over', () => {
  let nowMs = 0;
  const open = createOpenChanges(100, { ...PROCESS_CLOCK, now: () => nowMs });
  for (let index = 0; index < 10_000; index += 1) {
    open.leave(open.begin(`${index}`));
  }
  nowMs = 50;
  const underWay = open.begin('another');
  expect([open.only('0'), open.only('another')]).toEqual([expect.anything(), underWay]);

  open.leave(open.begin('one too many'));

  expect([open.only('0'), open.only('another'), open.only('one too many')]).toEqual([undefined, undefined, undefined]);
  nowMs = 100;
  expect([open.only('another'), open.only('one too many')]).toEqual([underWay, expect.anything()]);
});
