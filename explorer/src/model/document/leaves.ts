import {
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { selectionOf } from './selection.js';
import { parsedOf } from './tidy.js';

export interface Filled {
  readonly document: string;
  /** What was filled in, such as `me { id fullName }`; empty: nothing was missing. */
  readonly added: readonly string[];
}

/** The document with fields added where a field of an object selects none, as in `{ me }` and `{ me {} }`. */
export function withLeaves(document: string, schema: GraphQLSchema): Filled {
  const text = readable(document);
  const parsed = parsedOf(text);
  if ('reason' in parsed) {
    return { document, added: [] };
  }
  const typeInfo = new TypeInfo(schema);
  /** Of the parent fields, and of the one that is visited. */
  const descriptions: string[] = [];
  const insertions: { readonly at: number; readonly name: string; readonly selection: string }[] = [];
  visit(
    parsed.document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        enter({ loc, name, selectionSet }) {
          const type = typeInfo.getType();
          descriptions.push(typeInfo.getFieldDef()?.description ?? '');
          if (type && loc && selectionSet === undefined && isCompositeType(getNamedType(type))) {
            const around = {
              owner: typeInfo.getParentType() ?? undefined,
              schema,
              description: descriptions.join(' '),
            };
            insertions.push({ at: loc.end, name: name.value, selection: selectionOf(type, around) });
          }
        },
        leave() {
          descriptions.pop();
        },
      },
    }),
  );
  let filled = text;
  for (const { at, selection } of insertions.toReversed()) {
    filled = `${filled.slice(0, at)} ${laidOut(selection, text, at)}${filled.slice(at)}`;
  }
  const added = insertions.map(({ name, selection }) => `${name} ${selection}`);
  return added.length > 0 ? { document: filled, added } : { document, added };
}

/** Without empty braces, which editors add, if only these keep the document from being parsed. */
function readable(document: string): string {
  return 'reason' in parsedOf(document) ? document.replace(/\s*\{\s*\}/g, '') : document;
}

/** On lines of their own if nothing else follows on the line, otherwise within the line. */
function laidOut(selection: string, text: string, at: number): string {
  if (!/^[^\S\n]*(\n|$)/.test(text.slice(at))) {
    return selection;
  }
  const indent = /^[^\S\n]*/.exec(text.slice(text.lastIndexOf('\n', at - 1) + 1))?.[0] ?? '';
  return print(parse(selection)).replaceAll('\n', `\n${indent}`);
}
