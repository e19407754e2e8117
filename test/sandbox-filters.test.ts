import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import { TJE0 } from './helpers/facade.js';

const WEDNESDAY = '2026-02-18T10:00:00Z';

let now = WEDNESDAY;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ now: () => new Date(now) });
});
afterAll(() => sandbox.stop());
beforeEach(() => {
  now = WEDNESDAY;
});

type Row = Readonly<Record<string, unknown>>;

const HEADERS = { authorization: TJE0, 'so-timezone': 'UTC', 'so-language': 'en' };

function ask(filter: string, list = 'ChatSession') {
  const key = list === 'Ticket' ? 'ticketId' : 'chatSessionId';
  const query = new URLSearchParams({ $select: `${key},${COLUMNS[list]}`, $filter: filter, $entities: 'all' });
  return fetch(`${sandbox.url}${list}?${query}`, { headers: HEADERS });
}

const COLUMNS: Readonly<Record<string, string>> = {
  ChatSession: 'whenRequested,whenEnded,firstMessage,rating,associateId,personId,person/fullName',
  Ticket: 'tags,createdAt',
};

async function rowsWhere(filter: string, list?: string): Promise<readonly Row[]> {
  const response = await ask(filter, list);
  const json = (await response.json()) as { value: Row[] };
  expect({ status: response.status, json }).toMatchObject({ status: 200 });
  return json.value;
}

const everyRow = (list?: string) => rowsWhere('getAllRows=true', list);

/** Some rows are in, and some are not. */
async function expectRows(filter: string, isIn: (row: Row) => boolean, list?: string): Promise<void> {
  const [found, every] = [await rowsWhere(filter, list), await everyRow(list)];
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(every.length);
  expect(found).toEqual(every.filter(isIn));
}

const dayOf = ({ whenRequested }: Row) => String(whenRequested).slice(0, 10);
const text = ({ firstMessage }: Row) => String(firstMessage).toLowerCase();

describe('a filter', () => {
  it.each<[filter: string, isIn: (row: Row) => boolean]>([
    // Signs come before `a`, and letters of other scripts behind `s`.
    ["firstMessage between ('A','S')", (row) => text(row) >= 'a' && text(row) < 'sa'],
    ["firstMessage ends '?'", (row) => text(row).endsWith('?')],
    ["date beforeOrEqual '2026-02-18'", (row) => dayOf(row) <= '2026-02-18'],
    ["date dateTime '2026-03-02T09:40:58'", ({ whenRequested }) => whenRequested === '2026-03-02T09:40:58'],
    ["date beforeTime '2026-03-02T09:40:58'", ({ whenRequested }) => String(whenRequested) < '2026-03-02T09:40:58'],
    ["date afterTime '2026-03-02T09:40:58'", ({ whenRequested }) => String(whenRequested) >= '2026-03-02T09:40:58'],
    ["rating between ('1','3')", ({ rating }) => [1, 2, 3].includes(Number(rating))],
    ['rating between (1,3)', ({ rating }) => [1, 2, 3].includes(Number(rating))],
    ['rating != 0', ({ rating }) => rating !== 0],
    ['rating < 3', ({ rating }) => Number(rating) < 3],
    ['rating > 3', ({ rating }) => Number(rating) > 3],
    ['getNoRows set false and rating set 5', ({ rating }) => rating === 5],
  ])('takes %s, as captured or documented', async (filter, isIn) => {
    await expectRows(filter, isIn);
  });

  it.each<[filter: string, isIn: (row: Row) => boolean]>([
    ['associateId equals 5', ({ associateId }) => associateId === 'tje0'],
    ["whenRequested equals '2026-03-02T09:40:58'", ({ whenRequested }) => whenRequested === '2026-03-02T09:40:58'],
    ["date equals '2026-03-02'", (row) => dayOf(row) === '2026-03-02'],
    ["firstMessage equals ''", (row) => text(row) === ''],
    ['personId equals 65', ({ personId }) => personId === 65],
    ['rating equals 5', ({ rating }) => rating === 5],
    ['whenEnded isNull', ({ whenEnded }) => String(whenEnded).startsWith('0001')],
    ['whenEnded isNotNull', ({ whenEnded }) => !String(whenEnded).startsWith('0001')],
    ['person/fullName isNull', (row) => row['person/fullName'] === ''],
    ['firstMessage isNotNull and rating equals 0', (row) => text(row) !== '' && row.rating === 0],
  ])('takes %s, for the operators of all types', async (filter, isIn) => {
    await expectRows(filter, isIn);
  });

  it.each(['agent', 'associateId', 'chatSessionId', 'contactId', 'date', 'duration', 'getAllRows', 'person/fullName'])(
    'takes isNull and isNotNull of %s, which part all rows',
    async (column) => {
      const [nulls, others] = [await rowsWhere(`${column} isNull`), await rowsWhere(`${column} isNotNull`)];

      expect(nulls.length + others.length).toBe((await everyRow()).length);
    },
  );

  // On a Wednesday.
  it.each<[filter: string, first: string, last: string, now?: string]>([
    ['date lastWeek', '2026-02-09', '2026-02-15'],
    ['date thisWeek', '2026-02-16', '2026-02-22'],
    ['date thisWeek', '2026-02-16', '2026-02-22', '2026-02-22T23:00:00Z'],
    ['date thisWeek', '2026-02-23', '2026-03-01', '2026-02-23T00:00:00Z'],
    ['date nextWeek', '2026-02-23', '2026-03-01'],
    ['date lastMonth', '2026-01-01', '2026-01-31'],
    ['date lastMonth', '2026-02-01', '2026-02-28', '2026-03-31T10:00:00Z'],
    ['date thisMonth', '2026-02-01', '2026-02-28'],
    ['date nextMonth', '2026-03-01', '2026-03-31'],
    ['date nextMonth', '2026-02-01', '2026-02-28', '2026-01-31T10:00:00Z'],
    ['date lastQuarter and rating gt 0', '2026-01-01', '2026-03-31', '2026-05-31T10:00:00Z'],
    ['date thisQuarter and rating gt 0', '2026-01-01', '2026-03-31'],
    ['date nextQuarter and rating gt 0', '2026-01-01', '2026-03-31', '2025-11-30T10:00:00Z'],
    ['date thisHalf and rating gt 0', '2026-01-01', '2026-06-30'],
    ['date thisYear and rating gt 0', '2026-01-01', '2026-12-31'],
    ["this(date,'week')", '2026-02-16', '2026-02-22'],
    ["next(date,2,'weeks')", '2026-02-23', '2026-03-08'],
    ["previous(date,14,'days')", '2026-02-04', '2026-02-17'],
    ["thisAndNext(date,1,'month')", '2026-02-01', '2026-03-31'],
    ["thisAndPrevious(date,1,'wk')", '2026-02-09', '2026-02-22'],
    ["thisAndPreviousAndNext(date,'day')", '2026-02-17', '2026-02-19'],
    ['date thisPeriod 2', '2026-02-16', '2026-02-22'],
    ['date previousPeriod (1,3)', '2026-01-01', '2026-01-31'],
  ])('takes %s: the days from %s to %s', async (filter, first, last, today = WEDNESDAY) => {
    now = today;

    await expectRows(
      filter,
      (row) => dayOf(row) >= first && dayOf(row) <= last && (!filter.includes('rating') || Number(row.rating) > 0),
    );
  });

  it('takes the week of the caller’s calendar', async () => {
    now = '2026-02-22T20:00:00Z';
    const weekIn = async (zone: string) => {
      const query = new URLSearchParams({ $select: 'date', $filter: 'date thisWeek' });
      const response = await fetch(`${sandbox.url}ChatSession?${query}`, {
        headers: { ...HEADERS, 'so-timezone': zone },
      });
      const { value } = (await response.json()) as { value: Row[] };
      return value.map(({ date }) => String(date).slice(0, 10)).sort();
    };

    expect((await weekIn('UTC')).at(-1)).toBe('2026-02-22');
    expect((await weekIn('AU-ACT'))[0]).toBe('2026-02-23');
  });

  it.each<[filter: string, isIn: (tags: readonly string[]) => boolean]>([
    ['tags intArrayAllOf (1,2)', (tags) => tags.includes('1') && tags.includes('2')],
    ['tags intArrayNotAllOf (1,2)', (tags) => !(tags.includes('1') && tags.includes('2'))],
    ['tags intArrayOneOf (2,3)', (tags) => tags.includes('2') || tags.includes('3')],
    ['tags intArrayNotAnyOf (1,2)', (tags) => !tags.includes('1') && !tags.includes('2')],
    ['tags equals 2', (tags) => tags.join() === '2'],
  ])('takes %s of requests', async (filter, isIn) => {
    await expectRows(filter, ({ tags }) => isIn(String(tags).split(',')), 'Ticket');
  });

  it.each([
    // Of another type than the column.
    ...['chatSessionId gt 5.5', 'chatSessionId in (5.5)', 'chatSessionId eq true', "chatSessionId eq '549'"],
    ...['firstMessage contains 5', 'firstMessage is true', 'firstMessage between (1,2)', "rating between ('a','b')"],
    ...['date before 2026', 'date lastWeek 2', "getAllRows set 'yes'", 'getAllRows set 2'],
    // Of another form than the operator takes.
    ...['chatSessionId gt (5)', 'chatSessionId in 5', 'status oneOf 5', 'associateId associateIsOneOf 5'],
    ...["firstMessage in 'a'", "firstMessage is ('a')", "date before ('2026-03-02')", 'rating between 1'],
    ...['tags intArrayOneOf 1', 'chatSessionId isNull 5', 'chatSessionId equals'],
    // Of the operators of another type, and of functions that are none.
    ...['firstMessage thisWeek', 'whenRequested thisWeek', 'status between (1,2)', 'duration gt 5', 'icon isNull'],
    ...["firstMessage startswith 'a'", "firstMessage notEnds 'a'", 'associateId in (5)'],
    ...["this(date,'fortnight')", "next(date,'week')", "next(date,0,'weeks')", "next(date,99999999,'years')"],
    ...['this(date)', "this('week',date)", "later(date,'week')", "startswith(firstMessage,'a','b')"],
  ])('is refused with 400: %s', async (filter) => {
    const response = await ask(filter);

    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ Error: true })]);
  });
});

describe('a restriction of the archive agent', () => {
  it.each<[operator: string, values: readonly string[], first: string, last: string]>([
    ['lastWeek', [], '2026-02-09', '2026-02-15'],
    ['thisPeriod', ['3'], '2026-02-01', '2026-02-28'],
    ['thisAndPrevious', ['1', '3'], '2026-01-01', '2026-02-28'],
    ['nextPeriod', ['[I:1]', 'weeks'], '2026-02-23', '2026-03-01'],
    ['between', ['[D:16.02.2026]', '2026-02-22'], '2026-02-16', '2026-02-22'],
  ])('takes %s %j', async (Operator, Values, first, last) => {
    const response = await fetch(`${sandbox.url}Agents/Archive/GetArchiveListByColumns`, {
      method: 'POST',
      headers: { ...HEADERS, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ ProviderName: 'ChatSession', Columns: ['chatSessionId'], SortOrder: [], Entities: ['chat'] },
        ...{ Restriction: [{ Name: 'date', Operator, Values, IsActive: true }], Page: 0, PageSize: 1000 },
      }),
    });
    const found = ((await response.json()) as Row[]).map(({ PrimaryKey }) => PrimaryKey);

    const due = (await everyRow()).filter((row) => dayOf(row) >= first && dayOf(row) <= last);
    expect(found).toEqual(due.map(({ chatSessionId }) => chatSessionId));
    expect(found.length).toBeGreaterThan(0);
  });
});
