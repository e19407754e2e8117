/** Element names of the items of a carrier's arrays. */
const ITEM_NAMES: Readonly<Record<string, string>> = {
  LocalizedAddress: 'ArrayOfLocalizedField',
  ArrayOfLocalizedField: 'LocalizedField',
  ChildItems: 'MDOListItem',
  ChatTopics: 'int',
  VisibleForGroups: 'int',
  value: 'Row',
};

/** Properties whose keys are data, so they cannot be element names. */
const MAPS: ReadonlySet<string> = new Set([
  ...['FieldProperties', 'ExtraFields', 'CustomFields', '_Links'],
  ...['TimeZoneSTDRules', 'TimeZoneDSTRules', 'Row', 'Column', 'ColumnData'],
]);

/** A carrier as XML, with one element per property; an array has the root `ArrayOf<carrier>`. */
export function toXml(carrier: string, value: unknown): string {
  const root = Array.isArray(value) ? `ArrayOf${carrier}` : carrier;
  const namespace = 'xmlns:i="http://www.w3.org/2001/XMLSchema-instance"';
  return `<?xml version="1.0" encoding="utf-8"?>${element(root, value, carrier, ` ${namespace}`)}`;
}

function element(name: string, value: unknown, itemName: string, attributes = ''): string {
  if (value === null || value === undefined) {
    return `<${name}${attributes} i:nil="true" />`;
  }
  return `<${name}${attributes}>${content(name, value, itemName)}</${name}>`;
}

function content(name: string, value: unknown, itemName: string): string {
  if (Array.isArray(value)) {
    return value.map((item) => element(itemName, item, ITEM_NAMES[itemName] ?? itemName)).join('');
  }
  if (typeof value !== 'object' || value === null) {
    return escapeText(String(value));
  }
  if (MAPS.has(name)) {
    return Object.entries(value)
      .map(([key, item]) => `<Item>${element('Key', key, 'Key')}${element('Value', item, 'Value')}</Item>`)
      .join('');
  }
  return Object.entries(value)
    .map(([property, item]) => element(property, item, ITEM_NAMES[property] ?? 'Item'))
    .join('');
}

function escapeText(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // XML 1.0 has no way to write these.
      .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
  );
}
