import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { useFacade } from './helpers/facade.js';

const pair = useFacade();

const NOTHING = { int: null, float: null, boolean: null, date: null, dateTime: null };

type Shown = typeof NOTHING | Readonly<Record<string, unknown>>;

/** How the values of an associate's custom fields are shown, and which of their fields failed. */
async function show(values: readonly unknown[], place = 'customFields', property = 'CustomFields') {
  const map = Object.fromEntries(values.map((value, index) => [`SuperOffice:${index + 1}`, value]));
  pair.superOffice.on('GET ChatSession/549', { ChatSessionId: 549, User: { AssociateId: 3, [property]: map } });
  const { data, errors = [] } = await pair.ask(
    `{ chatSession(id: "549") { user { entries: ${place} { name value int float boolean date dateTime } } } }`,
  );
  const entries: readonly (Shown & { name: string; value: unknown })[] = data.chatSession.user.entries;
  return {
    shown: entries.map(({ name: _name, value: _value, ...decoded }) => decoded),
    values: entries.map(({ value }) => value),
    failed: errors.map(({ path, extensions }) => [...(path ?? []).slice(3), extensions.code]),
    text: JSON.stringify(errors),
  };
}

describe('a value of a custom field', () => {
  it.each([
    // Documented: numbers, keys of list items and of other records, seconds.
    ['[I:5]', { int: 5, float: 5 }],
    ['[I:-5]', { int: -5, float: -5 }],
    ['[I:1234567]', { int: 1234567, float: 1234567 }],
    ['[I:2147483647]', { int: 2147483647, float: 2147483647 }],
    ['[I:-2147483648]', { int: -2147483648, float: -2147483648 }],
    // Documented: a checkbox is a whole number.
    ['[I:0]', { int: 0, float: 0, boolean: false }],
    ['[I:1]', { int: 1, float: 1, boolean: true }],
    ['[F:2.71]', { float: 2.71 }],
    ['[F:-0.5]', { float: -0.5 }],
    ['[F:1]', { float: 1 }],
    ['[F:1.5E-07]', { float: 1.5e-7 }],
    ['[F:1E+20]', { float: 1e20 }],
    // Not documented, and read all the same.
    ['[B:1]', { boolean: true }],
    ['[B:0]', { boolean: false }],
    ['[B:True]', { boolean: true }],
    ['[B:false]', { boolean: false }],
    // Documented: month first; days first with dots; ISO 8601.
    ['[D:06/19/2019]', { date: '2019-06-19' }],
    ['[D:11/09/2017]', { date: '2017-11-09' }],
    ['[D:09.11.2017]', { date: '2017-11-09' }],
    ['[D:2014-09-13]', { date: '2014-09-13' }],
    ['[D:02/29/2024]', { date: '2024-02-29' }],
    ['[DT:06/19/2019 14:35:56.00000]', { date: '2019-06-19', dateTime: '2019-06-19T14:35:56.000' }],
    ['[DT:11/09/2017 14:53:18]', { date: '2017-11-09', dateTime: '2017-11-09T14:53:18.000' }],
    ['[DT:04/28/2024 20:28:37.0000000]', { date: '2024-04-28', dateTime: '2024-04-28T20:28:37.000' }],
    ['[DT:04/28/2024 20:28:37.7479999]', { date: '2024-04-28', dateTime: '2024-04-28T20:28:37.747' }],
    ['[DT:09.11.2017 14:53:18]', { date: '2017-11-09', dateTime: '2017-11-09T14:53:18.000' }],
    ['[DT:2014-09-13T14:53:18]', { date: '2014-09-13', dateTime: '2014-09-13T14:53:18.000' }],
    // Documented: the former DT became D, with its time of day.
    ['[D:06/19/2019 14:35:56.0000000]', { date: '2019-06-19', dateTime: '2019-06-19T14:35:56.000' }],
  ])('is read beside its text: %s', async (value, decoded) => {
    const { shown, values, failed } = await show([value]);

    expect({ shown, values, failed }).toEqual({ shown: [{ ...NOTHING, ...decoded }], values: [value], failed: [] });
  });

  it.each([
    '[DT:01/01/0001 00:00:00.0000000]',
    '[D:01/01/0001 00:00:00.0000000]',
    '[D:01/01/0001]',
    '[D:01.01.0001]',
    '[D:0001-01-01]',
    '[DT:01/01/0001 01:00:00]',
  ])('that is not set is null, without an error: %s', async (value) => {
    expect(await show([value])).toMatchObject({ shown: [NOTHING], values: [value], failed: [] });
  });

  it.each([
    '',
    'Day shift',
    '5',
    'True',
    '06/19/2019',
    '[I:5',
    'I:5]',
    '[i:5]',
    ' [I:5]',
    '[I:5] or more',
    '[X:5]',
    '[]',
    '[M:123.45]',
    '[T:14:52]',
    '[T:06/19/2019 14:35:56.00000]',
    '[TS:500]',
    '[A:3,4,5]',
    '[B:X98A]',
    null,
  ])('of another kind is only in value: %j', async (value) => {
    expect(await show([value])).toMatchObject({ shown: [NOTHING], values: [value], failed: [] });
  });

  it.each([
    ['[I:2147483648]', { float: 2147483648 }, ['int']],
    ['[I:-2147483649]', { float: -2147483649 }, ['int']],
    ['[I:]', {}, ['int', 'float', 'boolean']],
    ['[I:canary]', {}, ['int', 'float', 'boolean']],
    ['[I:1.5]', {}, ['int', 'float', 'boolean']],
    ['[I:1,234]', {}, ['int', 'float', 'boolean']],
    ['[F:]', {}, ['float']],
    ['[F:1,5]', {}, ['float']],
    ['[F:NaN]', {}, ['float']],
    ['[F:Infinity]', {}, ['float']],
    ['[F:1E+999]', {}, ['float']],
    ['[D:]', {}, ['date', 'dateTime']],
    ['[D:canary]', {}, ['date', 'dateTime']],
    ['[D:19/06/2019]', {}, ['date', 'dateTime']],
    ['[D:02/29/2023]', {}, ['date', 'dateTime']],
    ['[D:06.19.2019]', {}, ['date', 'dateTime']],
    ['[D:06/19/0000]', {}, ['date', 'dateTime']],
    ['[D:6/9/2019]', {}, ['date', 'dateTime']],
    ['[DT:06/19/2019]', { date: '2019-06-19' }, ['dateTime']],
    ['[DT:06/19/2019 24:00:00]', {}, ['date', 'dateTime']],
    ['[DT:06/19/2019 14:35:60]', {}, ['date', 'dateTime']],
    ['[DT:06/19/2019 14:35:56.12345678]', {}, ['date', 'dateTime']],
    ['[DT:06/19/2019 02:35:56 PM]', {}, ['date', 'dateTime']],
    ['[DT:06/19/2019 14:35:56Z]', {}, ['date', 'dateTime']],
    ['[DT:canary]', {}, ['date', 'dateTime']],
  ])('that has a kind but cannot be read fails its field, and is in value: %s', async (value, decoded, fields) => {
    const { shown, values, failed, text } = await show([value]);

    expect(shown).toEqual([{ ...NOTHING, ...decoded }]);
    expect(values).toEqual([value]);
    expect(failed).toEqual(fields.map((field) => [0, field, 'UPSTREAM_BAD_RESPONSE']));
    expect(text).not.toMatch(/canary|2019|2147/);
  });

  it('that is not text fails each of its fields, and no other entry', async () => {
    const { shown, failed } = await show(['[I:5]', 4711, '[D:06/19/2019]']);

    expect(shown).toEqual([{ ...NOTHING, int: 5, float: 5 }, NOTHING, { ...NOTHING, date: '2019-06-19' }]);
    expect(failed.map(([index]) => index)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('is read in extra fields as well', async () => {
    const { shown } = await show(['[I:7]'], 'extraFields', 'ExtraFields');

    expect(shown).toEqual([{ ...NOTHING, int: 7, float: 7 }]);
  });

  it('round-trips, for any number, day or moment', async () => {
    const days = fc.date({ min: new Date('0002-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { minLength: 20 }),
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 20 }),
        fc.array(days, { minLength: 20 }),
        async (ints, floats, dates) => {
          const texts = dates.map((date) => date.toISOString().slice(0, -1));
          const usOf = (text: string) => `${text.slice(5, 7)}/${text.slice(8, 10)}/${text.slice(0, 4)}`;

          const { shown, failed } = await show([
            ...ints.map((int) => `[I:${int}]`),
            ...floats.map((float) => `[F:${float}]`),
            ...texts.map((text) => `[DT:${usOf(text)} ${text.slice(11)}0000]`),
          ]);

          expect(failed).toEqual([]);
          expect(shown.map(({ int, float, dateTime }) => dateTime ?? int ?? float)).toEqual([
            ...ints,
            ...floats.map((float) => (Object.is(float, -0) ? 0 : float)),
            ...texts,
          ]);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is only the text itself if a text happens to look like one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { minLength: 30 }), async (texts) => {
        const { shown, values } = await show(texts.map((text) => `x${text}`));

        expect(values).toEqual(texts.map((text) => `x${text}`));
        expect(shown).toEqual(texts.map(() => NOTHING));
      }),
      { numRuns: 10 },
    );
  });
});
