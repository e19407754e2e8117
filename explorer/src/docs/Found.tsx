import type { GraphQLSchema } from 'graphql';
import { NameLink } from './parts.js';
import { found } from './search.js';

interface FoundProps {
  readonly schema: GraphQLSchema;
  readonly wanted: string;
  readonly onFollow: () => void;
}

/** More results of a kind than anybody reads. */
const MAX_SHOWN = 40;

/** The types, fields and values whose names contain the words. */
export function Found({ schema, wanted, onFollow }: FoundProps) {
  const groups = found(schema, wanted);
  const total = groups.reduce((sum, { pages }) => sum + pages.length, 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only the links in it are clicked.
    // biome-ignore lint/a11y/useKeyWithClickEvents: pressing a key on a link clicks it as well.
    <div onClick={onFollow}>
      <p class="found-count" aria-live="polite">
        {total === 0 ? `No results for “${wanted.trim()}”.` : `${total} found`}
      </p>
      {groups.map(({ heading, pages }) => (
        <section key={heading} class="found">
          <h3>{heading}</h3>
          <ul class="type-names">
            {pages.slice(0, MAX_SHOWN).map((page) => (
              <li key={`${page.type}.${page.field}`}>
                <NameLink {...page} />
              </li>
            ))}
          </ul>
          {pages.length > MAX_SHOWN && <p class="found-count">The first {MAX_SHOWN} are shown.</p>}
        </section>
      ))}
    </div>
  );
}
