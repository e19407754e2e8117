import { type ListedTimeZone, listedTimeZones, timeZones } from './data/time-zones.js';
import { badArgument } from './http/errors.js';
import { type Route, route } from './http/route.js';
import { option } from './options.js';

/** The list of time zones, whose columns are documented, and two carriers: the caller has no zone of their own. */
export function timeZoneRoutes(): readonly Route[] {
  const base = { carrier: 'TimeZoneData', value: timeZones.NO };
  return [
    route('GET', 'TimeZone', ({ query, restRoot }) => {
      const names = option(query, '$select')?.split(',') ?? Object.keys(COLUMNS);
      return {
        carrier: 'ODataSlimResponse',
        value: {
          'odata.metadata': `${restRoot}TimeZone/$metadata`,
          'odata.nextLink': null,
          value: listedTimeZones.map((zone) => rowOf(zone, names)),
        },
      };
    }),
    route('GET', 'TimeZone/base', () => base),
    route('GET', 'TimeZone/current', () => base),
  ];
}

const COLUMNS: Readonly<Record<string, (zone: ListedTimeZone) => unknown>> = {
  id: ({ id }) => id,
  timeZone: ({ code }) => code,
  country: ({ country }) => country,
  region: ({ region }) => region,
  offset: ({ offset }) => offset,
  daylight: ({ daylight }) => daylight,
  isActive: () => 1,
};

function rowOf(zone: ListedTimeZone, names: readonly string[]): Readonly<Record<string, unknown>> {
  const cells = names.map((name) => {
    const column = COLUMNS[name.trim()];
    if (!column) {
      throw badArgument('The list has no such column.');
    }
    return [name.trim(), column(zone)];
  });
  return { PrimaryKey: String(zone.id), EntityName: 'timezone', ...Object.fromEntries(cells) };
}
