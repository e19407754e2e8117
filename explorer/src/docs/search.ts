import { type GraphQLSchema, isEnumType, isIntrospectionType } from 'graphql';
import type { DocsPage } from '../model/docs-page.js';
import { fieldsOf } from './fields.js';

export interface FoundGroup {
  readonly heading: string;
  readonly pages: readonly DocsPage[];
}

/** What has the wanted text in its name: first what can be run, then what that is made of. */
export function found(schema: GraphQLSchema, wanted: string): readonly FoundGroup[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((root) => root != null);
  const others = types.filter((type) => !roots.some((root) => root === type));
  const fields = (owners: typeof types) =>
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

/** Names that begin with it come first. */
function matching(pages: readonly DocsPage[], wanted: string): readonly DocsPage[] {
  const place = ({ type, field }: DocsPage) => (field ?? type).toLowerCase().indexOf(wanted);
  return pages
    .filter((page) => place(page) >= 0)
    .sort((left, right) => Number(place(left) > 0) - Number(place(right) > 0));
}
