import { type GraphQLType, getNamedType } from 'graphql';
import { Prose } from '../components/Prose.js';
import type { DocsPage } from '../model/docs/docs-page.js';
import { useExplorer } from '../model/explorer.js';

/** `[User!]!`, of which `User` leads to its page. */
export function TypeLink({ type }: { readonly type: GraphQLType }) {
  const { name } = getNamedType(type);
  const [before, after] = String(type).split(name);
  return (
    <span class="type-link">
      {before}
      <NameLink type={name} />
      {after}
    </span>
  );
}

/** A type's name, or one of its fields' with it. */
export function NameLink({ type, field }: DocsPage) {
  const { showDocs } = useExplorer();
  return (
    <button type="button" class="link type-name" onClick={() => showDocs({ type, field })}>
      {field === undefined ? (
        type
      ) : (
        <>
          {type}.<wbr />
          {field}
        </>
      )}
    </button>
  );
}

/** Paragraphs with `code` in them, which is all that descriptions have of Markdown. */
export function Description({ text }: { readonly text: string | null | undefined }) {
  return (text ?? '')
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => (
      <p key={paragraph} class="description">
        <Prose text={paragraph} />
      </p>
    ));
}

export function Deprecation({ reason }: { readonly reason: string | null | undefined }) {
  return reason ? (
    <p class="deprecation">
      Deprecated: <Prose text={reason} />
    </p>
  ) : null;
}
