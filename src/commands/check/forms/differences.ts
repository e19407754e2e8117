import type { Finding } from '../result.js';
import type { Difference } from './compare.js';

/** Describes a difference, and its effect. */
export function findingOf(place: string, difference: Difference, count: number): Finding {
  const times = count === 1 ? '' : ` (${count} times)`;
  const [what, toDo] = wordsOf(difference);
  return { what: `${place}: ${what}${times}.`, toDo };
}

function wordsOf(difference: Difference): readonly [what: string, toDo: string] {
  switch (difference.problem) {
    case 'TYPE':
      return [
        `${difference.form} in place of ${difference.due}`,
        'Fields that read it may fail with UPSTREAM_BAD_RESPONSE. Please report it.',
      ];
    case 'MISSING':
      return ['is missing', 'Fields that read it are null, or fail. Please report it.'];
    case 'NULL':
      return ['null, where a value is due', 'Fields that read it are null. Please report it.'];
    case 'NEW_NAME':
      return [
        'a name that this server does not know',
        'Its field shows UNKNOWN, or fails if the value is not a name. Update this server, or report it.',
      ];
    case 'NO_OFFSET':
      return [
        'a date without an offset, although one was asked for',
        'In another time zone than UTC its field fails: leave SUPEROFFICE_TIME_ZONE at UTC. Please report it.',
      ];
    case 'SEVERAL_LANGUAGES':
      return [
        'a text in all languages at once',
        'Check SUPEROFFICE_LANGUAGE: the language may be unknown to the tenant.',
      ];
    case 'OTHER_RECORD':
      return ['not the kind of record that was asked for', 'Check what stands in front of SuperOffice.'];
    case 'UNKNOWN_ZONE':
      return [
        'the tenant does not list this zone',
        'Use a code or an id of GET TimeZone, such as US-NY or 460, or UTC.',
      ];
    case 'FLAT_ROW':
      return [
        'columns in the row itself, and not in `Column`',
        'The server reads this form as well. Please report it.',
      ];
  }
}
