import { describe, expect, it } from '@jest/globals';
import { useFacade } from './helpers/facade.js';

const QUERY = '{ chatSession(id: "549") { id whenRequested customerName } }';
const IN_OSLO = { 'so-timezone': 'Europe/Oslo' };

const pair = useFacade();

/** What is shown of a date that SuperOffice sent. */
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
  ])('keeps its offset, with Z for UTC: %s', async (sent, shown) => {
    expect(await show(sent)).toMatchObject({ shown, errors: undefined });
    expect(await show(sent, IN_OSLO)).toMatchObject({ shown, errors: undefined });
  });

  it.each([
    '0001-01-01T00:00:00',
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00+00:00',
    '0001-01-01T00:00:00+02:00',
    '0001-01-01T00:00:00-05:00',
    '0001-01-01T01:00:00.0000000+01:00',
    '0001-01-01T00:00:00.0000000',
  ])('is null, without an error, when it is not set: %s', async (sent) => {
    expect(await show(sent)).toMatchObject({ shown: null, errors: undefined });
    expect(await show(sent, IN_OSLO)).toMatchObject({ shown: null, errors: undefined });
  });

  it.each([
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000Z'],
    ['1753-01-01T00:00:00Z', '1753-01-01T00:00:00.000Z'],
    ['0011-01-01T00:00:00Z', '0011-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999Z'],
  ])('may be any day there is: %s', async (sent, shown) => {
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
    ['an offset of 60 minutes', '2024-01-01T00:00:00+01:60'],
    ['an offset without a colon', '2024-01-01T00:00:00+0100'],
    ['an offset without minutes', '2024-01-01T00:00:00+01'],
    ['eight fraction digits', '2024-01-01T00:00:00.12345678Z'],
    ['a fraction without digits', '2024-01-01T00:00:00.Z'],
    ['a decimal comma', '2024-01-01T00:00:00,5Z'],
    ['no time', '2024-01-01'],
    ['no seconds', '2024-01-01T00:00Z'],
    ['a blank for T', '2024-01-01 00:00:00Z'],
    ['small letters', '2024-01-01t00:00:00z'],
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
  ])("is in UTC when the caller's SO-TimeZone is %s", async (header, timeZone) => {
    expect(await show(LOCAL, { 'so-timezone': header })).toEqual({ ...AS_UTC, timeZone });
  });

  it.each([
    ['Europe/Oslo', 'Europe/Oslo, includeTZOffset'],
    ['Europe/Oslo, includeTZOffset', 'Europe/Oslo, includeTZOffset'],
    ['NO', 'NO, includeTZOffset'],
    ['261', '261, includeTZOffset'],
    ['UTCX', 'UTCX, includeTZOffset'],
  ])('is no instant, and refused, when the SO-TimeZone is %s', async (header, timeZone) => {
    expect(await show(LOCAL, { 'so-timezone': header })).toEqual({ ...REFUSED, timeZone });
  });

  describe.each(['UTC', 'utc', 'UTC, includeTZOffset'])('with SUPEROFFICE_TIME_ZONE=%s', (zone) => {
    const utc = useFacade({ SUPEROFFICE_TIME_ZONE: zone });

    it('is in UTC', async () => {
      expect(await show(LOCAL, {}, utc)).toMatchObject(AS_UTC);
    });

    it('is refused when the caller names another zone', async () => {
      expect(await show(LOCAL, IN_OSLO, utc)).toMatchObject(REFUSED);
    });
  });

  describe('with SUPEROFFICE_TIME_ZONE=Europe/Oslo', () => {
    const oslo = useFacade({ SUPEROFFICE_TIME_ZONE: 'Europe/Oslo' });

    it('is refused', async () => {
      expect(await show(LOCAL, {}, oslo)).toEqual({ ...REFUSED, timeZone: 'Europe/Oslo, includeTZOffset' });
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
    // "At this time or later" is "after the second before": SuperOffice compares whole seconds.
    ['2020-07-02T09:40:58Z', '2020-07-02T09:40:57'],
    ['2020-07-02T09:40:58.000Z', '2020-07-02T09:40:57'],
    ['2020-07-02T09:40:58.0000000+00:00', '2020-07-02T09:40:57'],
    ['2020-07-02T09:40:58.001Z', '2020-07-02T09:40:58'],
    ['2020-07-02T11:40:58+02:00', '2020-07-02T09:40:57'],
    ['2020-07-02T04:10:58-05:30', '2020-07-02T09:40:57'],
    ['2020-01-01T00:00:00+14:00', '2019-12-31T09:59:59'],
    ['2024-02-29T00:00:00Z', '2024-02-28T23:59:59'],
    // In UTC these would be in the year 10000, which no date of SuperOffice's is.
    ['9999-12-31T23:59:59.5Z', '9999-12-31T23:59:59'],
    ['9999-12-31T23:00:00-05:00', '9999-12-31T23:59:59'],
  ])('is sent in UTC: %s', async (date, sent) => {
    const { answer, filter, timeZone } = await send(date, IN_OSLO);

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

  it('stands in the text of an operation as well', async () => {
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
