import { type GraphQLNamedType, type GraphQLSchema, isEnumType, isIntrospectionType } from 'graphql';
import type { DocsPage } from '../model/docs/docs-page.js';
import { rootsOf } from '../model/document/paths.js';
import { fieldsOf } from './fields.js';

export interface FoundGroup {
  readonly heading: string;
  readonly pages: readonly DocsPage[];
}

/** Names with the wanted words: root fields first, then types, fields and values. */
export function found(schema: GraphQLSchema, wanted: string): readonly FoundGroup[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const roots = rootsOf(schema);
  const others = types.filter((type) => !roots.some((root) => root === type));
  const fields = (owners: readonly GraphQLNamedType[]) =>
    owners.flatMap((type) => fieldsOf(type).map(({ name }) => ({ type: type.name, field: name })));
  return [
    { heading: 'To run', pages: fields(roots) },
    { heading: 'Types', pages: types.map(({ name }) => ({ type: name })) },
    { heading: 'Fields', pages: fields(others) },
    {
      heading: 'Values',
      pages: types
        .filter(isEnumType)
        .flatMap((type) => type.getValues().map(({ name }) => ({ type: type.name, field: name }))),
    },
  ]
    .map(({ heading, pages }) => ({ heading, pages: matching(pages, wanted.trim().toLowerCase()) }))
    .filter(({ pages }) => pages.length > 0);
}

/** The words of a name as people say it: `transfer a session`. */
const SMALL_WORDS = ['a', 'an', 'the', 'of', 'to'];

/**
 * One word has to be in the name itself; several, as in `User.fullName` and `person email`, in the name or its type's. Names that
 * begin with the words, and those that have all words in the name itself, come first.
 */
function matching(pages: readonly DocsPage[], wanted: string): readonly DocsPage[] {
  const written = wanted.split(/[\s.]+/).filter((word) => word !== '');
  const large = written.filter((word) => !SMALL_WORDS.includes(word));
  const words = large.length > 0 ? large : written;
  const [first = '', ...more] = words;
  const nameOf = ({ type, field }: DocsPage) => (field ?? type).toLowerCase();
  const rank = (page: DocsPage): number | undefined => {
    const name = nameOf(page);
    const whole = `${page.type.toLowerCase()}.${name}`;
    if (words.every((word) => name.includes(word))) {
      return name.startsWith(first) ? 0 : 1;
    }
    const hasAll = page.field !== undefined && words.every((word) => whole.includes(word));
    return hasAll && more.some((word) => name.includes(word)) ? (whole === words.join('.') ? 0 : 2) : undefined;
  };
  return pages
    .map((page) => ({ page, place: rank(page) ?? -1 }))
    .filter(({ place }) => place >= 0)
    .sort((left, right) => left.place - right.place)
    .map(({ page }) => page);
}
