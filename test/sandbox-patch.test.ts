import { describe, expect, it } from '@jest/globals';
import { applyPatch } from '../src/sandbox/http/patch.js';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';

/** No carrier that the tenant lets be patched has arrays; the documentation's samples of patches have. */
const PERSON = { Name: 'Ada', Phones: [{ Value: '1' }, { Value: '2' }], Emails: [] };

const patched = (...operations: readonly object[]) => applyPatch(JSON_PATCH, PERSON, operations, {});

describe('a patch of an array', () => {
  const THREE = { Value: '3' };

  it.each(['Phones/-', '/phones/-', 'PHONES/2'])('appends: %s', (path) => {
    expect(patched({ op: 'add', path, value: THREE })).toEqual({ ...PERSON, Phones: [...PERSON.Phones, THREE] });
  });

  it('appends to an empty one, and more than once', () => {
    const operations = ['a', 'b'].map((value) => ({ op: 'add', path: 'Emails/-', value }));
    expect(patched(...operations)).toEqual({ ...PERSON, Emails: ['a', 'b'] });
  });

  it('adds, replaces, removes and tests at a place', () => {
    const one = { Value: '1' };
    expect(patched({ op: 'add', path: 'Phones/0', value: THREE })).toMatchObject({ Phones: [THREE, one, {}] });
    expect(patched({ op: 'replace', path: '/Phones/1', value: THREE })).toMatchObject({ Phones: [one, THREE] });
    expect(patched({ op: 'remove', path: 'Phones/1' })).toEqual({ ...PERSON, Phones: [one] });
    expect(patched({ op: 'test', path: 'Phones/0', value: one })).toEqual(PERSON);
    expect(() => patched({ op: 'test', path: 'Phones/0', value: THREE })).toThrow('A test of the patch failed.');
  });

  it('goes on inside an item', () => {
    expect(patched({ op: 'replace', path: 'phones/1/value', value: '9' })).toMatchObject({
      Phones: [{ Value: '1' }, { Value: '9' }],
    });
  });

  it.each([
    { op: 'replace', path: 'Phones/-', value: THREE },
    { op: 'remove', path: 'Phones/-' },
    { op: 'add', path: 'Phones/3', value: THREE },
    { op: 'replace', path: 'Phones/2', value: THREE },
    { op: 'add', path: 'Phones/-1', value: THREE },
    { op: 'add', path: 'Phones/x', value: THREE },
    { op: 'add', path: 'Phones/-/Value', value: '3' },
    { op: 'replace', path: 'Phones/0/Value/Deeper', value: '3' },
  ])('leads nowhere: $op $path', (operation) => {
    expect(() => patched(operation)).toThrow('The path of a patch operation leads nowhere.');
  });

  it('by an object that is merged appends it, and by an array replaces it', () => {
    expect(applyPatch(MERGE_PATCH, PERSON, { phones: THREE }, {})).toEqual({
      ...PERSON,
      Phones: [...PERSON.Phones, THREE],
    });
    expect(applyPatch(MERGE_PATCH, PERSON, { phones: [THREE] }, {})).toEqual({ ...PERSON, Phones: [THREE] });
  });
});
