import type { FieldPropertyCarrier, TableRightCarrier } from '../../superoffice/carriers.js';
import type { Random } from './random.js';

type FieldProperties = Readonly<Record<string, FieldPropertyCarrier>>;

const TABLE_RIGHTS: readonly (TableRightCarrier | null)[] = [
  { Mask: 'FULL', Reason: '' },
  { Mask: 'FULL', Reason: '' },
  { Mask: 'Select, Update', Reason: '' },
  { Mask: 'URI', Reason: 'You are not allowed to delete other users’ records.' },
  { Mask: 'RI, RestrictedUpdate', Reason: 'Only the owner may change all fields.' },
  { Mask: 'Select', Reason: 'Read only for your role.' },
  { Mask: 'Select, Filtering', Reason: null },
  { Mask: null, Reason: null },
  {},
  null,
  null,
];

const FIELD_MASKS = ['Read', 'Update', 'Update, UIHintMandatory', 'Read, UIHintReadOnly', 'FULL', 'None'] as const;

export function tableRight(random: Random): TableRightCarrier | null {
  return random.pick(TABLE_RIGHTS);
}

/** Usually null, as SuperOffice sends it; `fields` are names of the carrier's own fields. */
export function fieldProperties(random: Random, fields: readonly string[]): FieldProperties | null {
  if (random.chance(0.75)) {
    return null;
  }
  if (random.chance(0.5)) {
    return {};
  }
  return Object.fromEntries(fields.map((field) => [field, fieldProperty(random, field)]));
}

function fieldProperty(random: Random, field: string): FieldPropertyCarrier {
  const isNumber = field.endsWith('Id');
  return {
    FieldRight: { Mask: random.pick(FIELD_MASKS), Reason: random.pick(['', '', 'Set by an import.', null]) },
    FieldType: isNumber ? 'System.Int32' : 'System.String',
    FieldLength: isNumber ? 0 : random.pick([50, 100, 219, 254, 2047]),
  };
}
