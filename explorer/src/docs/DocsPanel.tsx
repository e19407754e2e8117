import { useSignal } from '@preact/signals';
import type { GraphQLSchema } from 'graphql';
import { useEffect, useRef } from 'preact/hooks';
import { Panel } from '../components/Panel.js';
import { SchemaProblem } from '../components/SchemaProblem.js';
import { SearchField } from '../components/SearchField.js';
import type { DocsPage } from '../model/docs/docs-page.js';
import { useExplorer } from '../model/explorer.js';
import { FieldPage } from './FieldPage.js';
import { Found } from './Found.js';
import { fieldsOf } from './fields.js';
import { Overview } from './Overview.js';
import { TypePage } from './TypePage.js';

/** The documentation in the schema. */
export function DocsPanel() {
  const { schema } = useExplorer();
  const current = schema.current.value;
  return (
    <Panel title="Documentation">
      {current.state === 'loading' && <p class="empty">Reading the schema …</p>}
      <SchemaProblem />
      {current.state === 'ready' && <Pages schema={current.schema} />}
    </Panel>
  );
}

function Pages({ schema }: { readonly schema: GraphQLSchema }) {
  const { docs } = useExplorer();
  const wanted = useSignal('');
  const page = docs.trail.value.at(-1);
  const search = useRef<HTMLLabelElement>(null);
  // A new page starts at its top.
  useEffect(() => search.current?.parentElement?.scrollTo(0, 0), [page]);
  return (
    <>
      <SearchField
        label="Search types, fields and values"
        placeholder="Search the schema"
        wanted={wanted}
        place={search}
      />
      {wanted.value.trim() === '' ? (
        <>
          <Trail />
          <Page schema={schema} page={page} />
        </>
      ) : (
        <Found
          schema={schema}
          wanted={wanted.value}
          onFollow={() => {
            wanted.value = '';
          }}
        />
      )}
    </>
  );
}

function Page({ schema, page }: { readonly schema: GraphQLSchema; readonly page: DocsPage | undefined }) {
  const type = page && schema.getType(page.type);
  if (type === undefined) {
    return <Overview schema={schema} />;
  }
  const field = fieldsOf(type).find(({ name }) => name === page?.field);
  return field === undefined ? (
    <TypePage schema={schema} type={type} />
  ) : (
    <FieldPage schema={schema} owner={type.name} field={field} />
  );
}

/** Breadcrumb; each step leads back. */
function Trail() {
  const { docs } = useExplorer();
  const trail = docs.trail.value;
  if (trail.length === 0) {
    return null;
  }
  return (
    <nav class="trail" aria-label="Breadcrumb">
      {['Schema', ...trail.map(({ type, field }) => field ?? type)].slice(0, -1).map((name, length) => (
        <span key={length}>
          <button type="button" class="link" onClick={() => docs.cut(length)}>
            {name}
          </button>
          <span aria-hidden="true"> › </span>
        </span>
      ))}
    </nav>
  );
}
