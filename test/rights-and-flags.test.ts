import { describe, expect, it } from '@jest/globals';
import { schemas } from './contract/contract.js';
import { useFacade } from './helpers/facade.js';
import { carrierReader } from './helpers/read-carriers.js';

const { read } = carrierReader(useFacade());

describe('a list of names in one text', () => {
  const cases = [
    { text: 'A, B', names: ['A', 'B'] },
    { text: 'A,B', names: ['A', 'B'] },
    { text: ' A ,, B,', names: ['A', 'B'] },
    { text: 'A', names: ['A'] },
    { text: '', names: [] },
    { text: ' , ', names: [] },
  ];

  it.each(cases)('"$text" is $names', async ({ text, names }) => {
    const answer = await read(
      'ChatSession',
      [{ Flags: text, TableRight: { Mask: text }, FieldProperties: { Name: { FieldRight: { Mask: text } } } }],
      { selection: 'flags tableRight { mask } fieldProperties { fieldRight { mask } }' },
    );

    expect(answer).toEqual({
      shown: [{ flags: names, tableRight: { mask: names }, fieldProperties: [{ fieldRight: { mask: names } }] }],
      errors: [],
    });
  });
});

describe('TableRight', () => {
  const RIGHTS = 'tableRight { mask canSelect canUpdate canInsert canDelete reason }';
  const numbers = numbersOf('ETableRight');
  const rights = (bits: number | null) => ({
    canSelect: bits === null ? null : (bits & 1) !== 0,
    canUpdate: bits === null ? null : (bits & 2) !== 0,
    canInsert: bits === null ? null : (bits & 4) !== 0,
    canDelete: bits === null ? null : (bits & 8) !== 0,
  });

  it.each([
    // `Uninitialized` says that nothing is known.
    ...[...numbers].map(([name, bits]) => ({ mask: name, bits: name === 'Uninitialized' ? null : bits })),
    { mask: 'Select, Update, Delete', bits: 11 },
    { mask: 'RI, RestrictedUpdate', bits: 5 },
    { mask: 'Filtering, Delete', bits: 8 },
    { mask: 'Select, NoSuchRight', bits: null },
    { mask: 'select', bits: null },
    { mask: 'toString', bits: null },
  ])('$mask', async ({ mask, bits }) => {
    const answer = await read('Person', [{ TableRight: { Mask: mask, Reason: 'because' } }], { selection: RIGHTS });

    const expected = { mask: mask.split(', '), ...rights(bits), reason: 'because' };
    expect(answer).toEqual({ shown: [{ tableRight: expected }], errors: [] });
  });

  it.each([
    { sent: 0, mask: ['None'], bits: 0 },
    { sent: 1, mask: ['Select'], bits: 1 },
    { sent: '1', mask: ['Select'], bits: 1 },
    { sent: 7, mask: ['Select', 'Update', 'Insert'], bits: 7 },
    { sent: 15, mask: ['Select', 'Update', 'Insert', 'Delete'], bits: 15 },
    { sent: ' 15 ', mask: ['Select', 'Update', 'Insert', 'Delete'], bits: 15 },
    { sent: 38, mask: ['Update', 'Insert', 'RestrictedUpdate'], bits: 6 },
    { sent: 81, mask: ['Select', 'Filtering', 'Unused1'], bits: 1 },
    // The meaning of these numbers is not documented.
    { sent: 128, mask: ['Uninitialized'], bits: null },
    { sent: 129, mask: ['Select', 'Uninitialized'], bits: null },
    { sent: 257, mask: ['257'], bits: null },
    { sent: 2 ** 32 + 1, mask: [String(2 ** 32 + 1)], bits: null },
  ])('$sent, a number as the archives send it, is the flags it means', async ({ sent, mask, bits }) => {
    const answer = await read('Person', [{ TableRight: { Mask: sent, Reason: 'because' } }], { selection: RIGHTS });

    expect(answer).toEqual({ shown: [{ tableRight: { mask, ...rights(bits), reason: 'because' } }], errors: [] });
  });

  it.each([{}, { Mask: null }, { Mask: '' }])('shows no rights if there is no mask: %j', async (sent) => {
    const answer = await read('Person', [{ TableRight: sent }], { selection: RIGHTS });

    expect(answer).toEqual({ shown: [{ tableRight: { mask: [], ...rights(null), reason: null } }], errors: [] });
  });
});

describe('FieldRight', () => {
  const RIGHTS = 'fieldProperties { fieldRight { mask canRead canWrite reason } }';

  it.each([
    ...[...numbersOf('EFieldRight')].map(([name, bits]) => ({
      mask: name,
      bits: name === 'UndefinedValue256' ? null : bits,
    })),
    { mask: 'Update, UIHintMandatory', bits: 3 },
    { mask: 'Read, UIHintReadOnly', bits: 1 },
    // Met in samples of SuperOffice, as the mask of a field, though it is a right to a record.
    { mask: 'FULL', bits: null },
    { mask: 'Read, NoSuchRight', bits: null },
  ])('$mask', async ({ mask, bits }) => {
    const sent = { Name: { FieldRight: { Mask: mask, Reason: null } } };
    const answer = await read('Person', [{ FieldProperties: sent }], { selection: RIGHTS });

    const fieldRight = {
      mask: mask.split(', '),
      canRead: bits === null ? null : (bits & 1) !== 0,
      canWrite: bits === null ? null : (bits & 2) !== 0,
      reason: null,
    };
    expect(answer).toEqual({ shown: [{ fieldProperties: [{ fieldRight }] }], errors: [] });
  });
});

describe('flags that come as a number', () => {
  it.each([
    { flags: 'EFieldRight', selection: 'fieldProperties { fieldRight { mask } }', type: 'Person' },
    { flags: 'WidgetRequiredFields', selection: 'widget { requiredFields offlineFields }', type: 'ChatTopic' },
    { flags: 'TicketCategoryFlags', selection: 'flags', type: 'TicketCategory' },
    { flags: 'ChatSessionFlags', selection: 'flags', type: 'ChatSession' },
  ])('are the names of the contract: $flags', async ({ flags, selection, type }) => {
    const single = [...numbersOf(flags)].filter(([, bit]) => (bit & (bit - 1)) === 0);
    const names = new Map(single.map(([name, bit]) => [bit, name]));
    const sent = (mask: number) => ({
      Flags: mask,
      Widget: { RequiredFields: mask, OfflineFields: String(mask) },
      FieldProperties: { Name: { FieldRight: { Mask: mask } } },
    });
    const none = [...names.values()][0] as string;
    const all = [...names.keys()].reduce((sum, bit) => sum + bit);
    const others = [...names.values()].slice(1);

    const answer = await read(type, [...names.keys(), all].map(sent), { selection });

    const shown = [...[...names.values()].map((name) => [name]), others];
    expect(answer.errors).toEqual([]);
    expect(answer.shown.map(listsIn)).toEqual(shown.map((list) => expect.arrayContaining([list])));
    expect(others).not.toContain(none);
  });

  /** The lists of texts in an answer, wherever they are. */
  function listsIn(value: unknown): readonly unknown[] {
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
      return [value];
    }
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listsIn) : [];
  }
});

function numbersOf(flags: string): ReadonlyMap<string, number> {
  const { 'x-enum-numbers': numbers = {} } = schemas[flags] as { 'x-enum-numbers'?: Record<string, number> };
  return new Map(Object.entries(numbers));
}
