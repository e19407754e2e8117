import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toDateTime } from '../src/graphql/schema/date-time.js';
import { useFacade } from './helpers/facade.js';

const QUERY = '{ chatSession(id: "549") { id whenRequested customerName } }';
const IN_NORWAY = { 'so-timezone': 'NO' };

const pair = useFacade();

/** How a date from SuperOffice is shown. */
async function show(sent: unknown, headers: Record<string, string> = {}, { superOffice, ask } = pair) {
  superOffice.on('GET ChatSession/549', { ChatSessionId: 549, WhenRequested: sent, CustomerName: 'Ada' });
  const { data, errors } = await ask(QUERY, {}, headers);
  const { whenRequested, ...siblings } = data.chatSession;
  expect(siblings).toEqual({ id: '549', customerName: 'Ada' });
  return { shown: whenRequested, errors, timeZone: superOffice.requests.at(-1)?.headers['so-timezone'] };
}

const REFUSED = {
  shown: null,
  errors: [
    {
      message: 'SuperOffice sent a value that this field cannot show.',
      locations: [expect.anything()],
      path: ['chatSession', 'whenRequested'],
      extensions: { code: 'UPSTREAM_BAD_RESPONSE', requestId: expect.any(String) },
    },
  ],
};

describe('a date', () => {
  it.each([
    ['2020-07-02T09:40:58Z', '2020-07-02T09:40:58.000Z'],
    ['2020-07-02T09:40:58.7Z', '2020-07-02T09:40:58.700Z'],
    ['2020-07-02T09:40:58.74Z', '2020-07-02T09:40:58.740Z'],
    ['2020-07-02T09:40:58.747Z', '2020-07-02T09:40:58.747Z'],
    ['2020-07-02T09:40:58.7473Z', '2020-07-02T09:40:58.747Z'],
    ['2020-07-02T09:40:58.74737Z', '2020-07-02T09:40:58.747Z'],
    ['2020-07-02T09:40:58.747375Z', '2020-07-02T09:40:58.747Z'],
    ['2020-07-02T09:40:58.7479999Z', '2020-07-02T09:40:58.747Z'],
    ['2020-07-02T09:40:58.0004Z', '2020-07-02T09:40:58.000Z'],
    ['2020-07-02T23:59:59.9999999Z', '2020-07-02T23:59:59.999Z'],
  ])('has three fraction digits, cut and not rounded: %s', async (sent, shown) => {
    expect(await show(sent)).toMatchObject({ shown, errors: undefined });
  });

  it.each([
    ['2020-07-02T09:40:58.7473756+02:00', '2020-07-02T09:40:58.747+02:00'],
    ['2020-07-02T09:40:58-05:30', '2020-07-02T09:40:58.000-05:30'],
    ['2020-07-02T09:40:58+14:00', '2020-07-02T09:40:58.000+14:00'],
    ['2020-07-02T09:40:58-12:00', '2020-07-02T09:40:58.000-12:00'],
    ['2020-07-02T09:40:58+05:45', '2020-07-02T09:40:58.000+05:45'],
    ['2020-07-02T09:40:58+00:00', '2020-07-02T09:40:58.000Z'],
    ['2020-07-02T09:40:58.7473756+00:00', '2020-07-02T09:40:58.747Z'],
    ['2020-07-02T09:40:58+00:30', '2020-07-02T09:40:58.000+00:30'],
    ['2020-07-02T09:40:58-00:30', '2020-07-02T09:40:58.000-00:30'],
    // As SuperOffice's own documentation writes them.
    ['2018-12-24T07:34:45-0500', '2018-12-24T07:34:45.000-05:00'],
    ['2018-12-24T12:34:45+0100', '2018-12-24T12:34:45.000+01:00'],
    ['2018-12-24T12:34:45.7473756+0545', '2018-12-24T12:34:45.747+05:45'],
    ['2018-12-24T12:34:45+0000', '2018-12-24T12:34:45.000Z'],
    ['2018-12-24T12:34:45-0000', '2018-12-24T12:34:45.000Z'],
    ['2018-12-24T12:34:45+1400', '2018-12-24T12:34:45.000+14:00'],
    // RFC 3339, 5.6: T and Z may be small letters.
    ['2018-12-24t12:34:45z', '2018-12-24T12:34:45.000Z'],
    ['2018-12-24t12:34:45+01:00', '2018-12-24T12:34:45.000+01:00'],
  ])('keeps its offset, with Z for UTC: %s', async (sent, shown) => {
    expect(await show(sent)).toMatchObject({ shown, errors: undefined });
    expect(await show(sent, IN_NORWAY)).toMatchObject({ shown, errors: undefined });
  });

  it.each([
    '0001-01-01T00:00:00',
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00+00:00',
    '0001-01-01T00:00:00+02:00',
    '0001-01-01T00:00:00-05:00',
    '0001-01-01T01:00:00.0000000+01:00',
    '0001-01-01T00:00:00.0000000',
    '0001-01-01T01:00:00+01:00',
    '0001-01-01T01:00:00+0100',
    '0001-01-01T00:00:00-0500',
    // The same moment, in zones that are west of UTC.
    '0000-12-31T19:00:00-05:00',
    '0000-12-31T19:00:00-0500',
    '0000-12-31T14:00:00.0000000-10:00',
  ])('is null, without an error, when it is not set: %s', async (sent) => {
    expect(await show(sent)).toMatchObject({ shown: null, errors: undefined });
    expect(await show(sent, IN_NORWAY)).toMatchObject({ shown: null, errors: undefined });
  });

  it.each([
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['1753-01-01T00:00:00Z', '1753-01-01T00:00:00.000Z'],
    ['0011-01-01T00:00:00Z', '0011-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999Z'],
  ])('may be any day of the calendar: %s', async (sent, shown) => {
    expect(await show(sent)).toMatchObject({ shown, errors: undefined });
  });

  it.each([
    ['a day that is not in the calendar', '2023-02-29T00:00:00Z'],
    ['a day that is not in the calendar', '1900-02-29T00:00:00Z'],
    ['a day that is not in the calendar', '2024-04-31T00:00:00Z'],
    ['day 0', '2024-04-00T00:00:00Z'],
    ['day 32', '2024-01-32T00:00:00Z'],
    ['month 0', '2024-00-01T00:00:00Z'],
    ['month 13', '2024-13-01T00:00:00Z'],
    ['hour 24', '2024-01-01T24:00:00Z'],
    ['minute 60', '2024-01-01T00:60:00Z'],
    ['second 60', '2024-12-31T23:59:60Z'],
    ['an offset of over 14 hours', '2024-01-01T00:00:00+15:00'],
    ['an offset of over 14 hours', '2024-01-01T00:00:00+14:01'],
    ['an offset of over 14 hours', '2024-01-01T00:00:00-1430'],
    ['an offset of 60 minutes', '2024-01-01T00:00:00+01:60'],
    ['an offset of 60 minutes', '2024-01-01T00:00:00+0160'],
    ['an offset of three digits', '2024-01-01T00:00:00+100'],
    ['an offset of five digits', '2024-01-01T00:00:00+01000'],
    ['an offset with two colons', '2024-01-01T00:00:00+01::00'],
    ['both a Z and an offset', '2024-01-01T00:00:00Z+01:00'],
    ['an offset without minutes', '2024-01-01T00:00:00+01'],
    ['eight fraction digits', '2024-01-01T00:00:00.12345678Z'],
    ['a fraction without digits', '2024-01-01T00:00:00.Z'],
    ['a decimal comma', '2024-01-01T00:00:00,5Z'],
    ['no time', '2024-01-01'],
    ['no seconds', '2024-01-01T00:00Z'],
    ['a blank for T', '2024-01-01 00:00:00Z'],
    ['a year 0 that is no unset date', '0000-12-31T18:59:59-05:00'],
    ['a year 0 that is no unset date', '0000-12-31T23:00:00Z'],
    ['a year 0 that is no unset date', '0000-06-01T00:00:00-05:00'],
    ['a day of year 1 that is not in the calendar', '0001-02-30T00:00:00Z'],
    ['a time of year 1 that is none', '0001-01-01T25:00:00Z'],
    ['a year of five digits', '12024-01-01T00:00:00Z'],
    ['a year of three digits', '024-01-01T00:00:00Z'],
    ['a year below 0', '-2024-01-01T00:00:00Z'],
    ['a blank at an end', ' 2024-01-01T00:00:00Z'],
    ['a line end', '2024-01-01T00:00:00Z\n'],
    ['other digits', '２０２４-01-01T00:00:00Z'],
    ['another notation', '/Date(1593675658747)/'],
    ['another notation', 'Thu, 02 Jul 2020 09:40:58 GMT'],
    ['another notation', '02.07.2020 09:40:58'],
    ['the prefix of archives', '[D:07/02/2020]'],
    ['no text in it', ''],
    ['a number', 1593675658747],
  ])('is null, with an error that does not show it, when it has %s: %s', async (_what, sent) => {
    const { shown, errors } = await show(sent);

    expect({ shown, errors }).toEqual(REFUSED);
  });
});

describe('any date', () => {
  const pair = (value: number) => String(value).padStart(2, '0');
  const offsets = fc.integer({ min: -840, max: 840 }).chain((minutes) => {
    const [hours, rest] = [pair(Math.trunc(Math.abs(minutes) / 60)), pair(Math.abs(minutes) % 60)];
    const sign = minutes < 0 ? '-' : '+';
    return fc.constantFrom(...(minutes === 0 ? ['Z', 'z'] : []), `${sign}${hours}:${rest}`, `${sign}${hours}${rest}`);
  });
  const days = fc.date({ min: new Date('0002-01-02T00:00:00Z'), max: new Date('9999-12-30'), noInvalidDate: true });
  const fractions = fc.oneof(
    fc.constant(''),
    fc.stringMatching(/^\d{1,7}$/).map((digits) => `.${digits}`),
  );

  it('is the moment that the JavaScript engine reads in it, to the millisecond', () => {
    fc.assert(
      fc.property(days, fractions, fc.constantFrom('T', 't'), offsets, (day, fraction, separator, offset) => {
        const [date, time] = [day.toISOString().slice(0, 10), day.toISOString().slice(11, 19)];
        const digits = fraction.slice(1, 4).padEnd(3, '0');
        // The engine's own reader takes neither small letters nor, in every version, an offset without a colon.
        const colon = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
        const judged = Date.parse(`${date}T${time}.${digits}${colon}`);

        const shown = toDateTime(`${date}${separator}${time}${fraction}${offset}`, false);

        expect(shown).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/);
        expect(Date.parse(shown as string)).toBe(judged);
        expect(shown?.slice(0, 19)).toBe(`${date}T${time}`);
      }),
      { numRuns: 2000 },
    );
  });

  it('is one of the calendar: numbers that the JavaScript engine would move to another day are refused', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 2, max: 9999 }),
      ...[13, 32, 25, 61, 61].map((max) => fc.integer({ min: 0, max })),
    );
    fc.assert(
      fc.property(numbers, ([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]) => {
        const text = `${String(year).padStart(4, '0')}-${pair(month)}-${pair(day)}T${pair(hour)}:${pair(minute)}:${pair(second)}`;
        const moment = new Date(0);
        moment.setUTCFullYear(year, month - 1, day);
        moment.setUTCHours(hour, minute, second);
        const isReal = moment.toISOString().slice(0, 19) === text;

        expect(toDateTime(`${text}Z`, false)).toBe(isReal ? `${text}.000Z` : undefined);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a date without an offset', () => {
  const LOCAL = '2020-07-02T09:40:58.7473756';
  const AS_UTC = { shown: '2020-07-02T09:40:58.747Z', errors: undefined };

  it('is in UTC, which is what is asked for by default', async () => {
    expect(await show(LOCAL)).toEqual({ ...AS_UTC, timeZone: 'UTC, includeTZOffset' });
  });

  it.each([
    ['UTC', 'UTC, includeTZOffset'],
    ['utc', 'utc, includeTZOffset'],
    ['UTC, includeTZOffset', 'UTC, includeTZOffset'],
    ['utc, includeTZOffset', 'utc, includeTZOffset'],
    ['utc,includetzoffset', 'utc,includetzoffset'],
    ['UTC , includeTZOffset', 'UTC , includeTZOffset'],
    ['includeTZOffset, UTC', 'includeTZOffset, UTC'],
    ['INCLUDETZOFFSET,utc', 'INCLUDETZOFFSET,utc'],
    ['includeTZOffset ,  1', 'includeTZOffset ,  1'],
    ['1', '1, includeTZOffset'],
  ])("is in UTC when the caller's SO-TimeZone is %s", async (header, timeZone) => {
    expect(await show(LOCAL, { 'so-timezone': header })).toEqual({ ...AS_UTC, timeZone });
  });

  it.each([
    ['NO', 'NO, includeTZOffset'],
    ['NO, includeTZOffset', 'NO, includeTZOffset'],
    ['261', '261, includeTZOffset'],
    ['UTCX', 'UTCX, includeTZOffset'],
    ['US-NY', 'US-NY, includeTZOffset'],
    // The time zone of the tenant or of the caller, which is not known here.
    ['includeTZOffset', 'includeTZOffset'],
    ['includeTZOffset, NO', 'includeTZOffset, NO'],
    ['includeTZOffset, UTC, NO', 'includeTZOffset, UTC, NO'],
  ])('is not an instant, and is refused, if the SO-TimeZone is %s', async (header, timeZone) => {
    expect(await show(LOCAL, { 'so-timezone': header })).toEqual({ ...REFUSED, timeZone });
  });

  describe.each(['UTC', 'utc', 'UTC, includeTZOffset', 'includeTZOffset, 1'])(
    'with SUPEROFFICE_TIME_ZONE=%s',
    (zone) => {
      const utc = useFacade({ SUPEROFFICE_TIME_ZONE: zone });

      it('is in UTC', async () => {
        expect(await show(LOCAL, {}, utc)).toMatchObject(AS_UTC);
      });

      it('is refused when the caller names another zone', async () => {
        expect(await show(LOCAL, IN_NORWAY, utc)).toMatchObject(REFUSED);
      });
    },
  );

  describe('with SUPEROFFICE_TIME_ZONE=includeTZOffset', () => {
    const base = useFacade({ SUPEROFFICE_TIME_ZONE: 'includeTZOffset' });

    it('is refused', async () => {
      expect(await show(LOCAL, {}, base)).toEqual({ ...REFUSED, timeZone: 'includeTZOffset' });
    });
  });

  describe('with SUPEROFFICE_TIME_ZONE=NO', () => {
    const oslo = useFacade({ SUPEROFFICE_TIME_ZONE: 'NO' });

    it('is refused', async () => {
      expect(await show(LOCAL, {}, oslo)).toEqual({ ...REFUSED, timeZone: 'NO, includeTZOffset' });
    });

    it('is in UTC when the caller asks for UTC', async () => {
      expect(await show(LOCAL, { 'so-timezone': 'UTC' }, oslo)).toEqual({
        ...AS_UTC,
        timeZone: 'UTC, includeTZOffset',
      });
    });
  });
});

describe('a date among the arguments', () => {
  const QUERY = `query ($date: DateTime) {
    chatSessions(filter: { requestedFrom: $date }) { edges { node { id } } }
  }`;

  /** What becomes of a date: the condition that SuperOffice is asked for, and the time zone it is meant in. */
  async function send(date: unknown, headers: Record<string, string> = {}) {
    pair.superOffice.on('GET ChatSession?', { value: [] });
    const answer = await pair.ask(QUERY, { date }, headers);
    const [request] = pair.superOffice.requests;
    return {
      answer,
      filter: new URLSearchParams(request?.path.split('?')[1]).get('$filter'),
      timeZone: request?.headers['so-timezone'],
    };
  }

  it.each([
    // SuperOffice compares whole seconds, and documents `afterTime` as "after or equal to".
    ['2020-07-02T09:40:58Z', '2020-07-02T09:40:58'],
    ['2020-07-02T09:40:58.000Z', '2020-07-02T09:40:58'],
    ['2020-07-02T09:40:58.0000000+00:00', '2020-07-02T09:40:58'],
    ['2020-07-02T09:40:58.001Z', '2020-07-02T09:40:59'],
    ['2020-07-02T11:40:58+02:00', '2020-07-02T09:40:58'],
    ['2020-07-02T04:10:58-05:30', '2020-07-02T09:40:58'],
    ['2020-01-01T00:00:00+14:00', '2019-12-31T10:00:00'],
    ['2020-07-02T11:40:58+0200', '2020-07-02T09:40:58'],
    ['2020-07-02t11:40:58+02:00', '2020-07-02T09:40:58'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00'],
    // In UTC these would be in the year 10000, which no date of SuperOffice's is.
    ['9999-12-31T23:59:59.5Z', '9999-12-31T23:59:59'],
    ['9999-12-31T23:00:00-05:00', '9999-12-31T23:59:59'],
  ])('is sent in UTC: %s', async (date, sent) => {
    const { answer, filter, timeZone } = await send(date, IN_NORWAY);

    expect(answer.errors).toBeUndefined();
    expect(filter).toBe(`whenRequested afterTime '${sent}'`);
    expect(timeZone).toBe('UTC, includeTZOffset');
  });

  it('may be null, and then asks for nothing', async () => {
    const { answer, filter } = await send(null);

    expect(answer.errors).toBeUndefined();
    expect(filter).toBeNull();
  });

  it.each([
    ['has no offset', '2020-07-02T09:40:58'],
    ['has no time', '2020-07-02'],
    ['is not in the calendar', '2023-02-29T00:00:00Z'],
    ['is not set', '0001-01-01T00:00:00Z'],
    ['has eight fraction digits', '2020-07-02T09:40:58.12345678Z'],
    ['has hour 24', '2020-07-02T24:00:00Z'],
    ['has second 60', '2020-07-02T23:59:60Z'],
    ['has an offset of over 14 hours', '2020-07-02T00:00:00+1430'],
    ['is in year 0', '0000-12-31T19:00:00-05:00'],
    ['has an offset of over 14 hours', '2020-07-02T00:00:00+15:00'],
    ['has a quote in it', "2020-07-02T09:40:58Z' or 1 eq 1"],
    ['has a line end', '2020-07-02T09:40:58Z\n'],
    ['is empty', ''],
    ['is a number', 1593675658747],
    ['is a boolean', true],
    ['is a list', ['2020-07-02T09:40:58Z']],
    ['is an object', { date: '2020-07-02T09:40:58Z' }],
  ])('is refused, without a call and without showing it, when it %s', async (_what, date) => {
    const { answer } = await send(date);

    expect(answer.data?.chatSessions ?? null).toBeNull();
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(JSON.stringify(answer.errors)).not.toMatch(/2020-07|2023-02|0001-01|1593675658747|1 eq 1/);
    expect(pair.superOffice.calls()).toEqual([]);
  });

  it.each(['"2020-07-02T09:40:58"', '""', '1593675658747', 'true', '["canary"]', 'CANARY'])(
    'is refused in the text of an operation as well: %s',
    async (literal) => {
      const { data, errors } = await pair.ask(
        `{ chatSessions(filter: { requestedBefore: ${literal} }) { edges { node { id } } } }`,
      );

      expect(data).toBeUndefined();
      expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
      expect(JSON.stringify(errors)).not.toMatch(/2020-07-02T09:40:58"|1593675658747|canary/i);
      expect(pair.superOffice.calls()).toEqual([]);
    },
  );

  it('is accepted in the text of an operation too', async () => {
    pair.superOffice.on('GET ChatSession?', { value: [] });

    const answer = await pair.ask(
      '{ chatSessions(filter: { requestedBefore: "2020-07-02T11:40:58.5+02:00" }) { edges { node { id } } } }',
    );

    expect(answer.errors).toBeUndefined();
    expect(decodeURIComponent(pair.superOffice.requests[0]?.path.replaceAll('+', ' ') ?? '')).toContain(
      "$filter=whenRequested beforeTime '2020-07-02T09:40:59'",
    );
  });
});
