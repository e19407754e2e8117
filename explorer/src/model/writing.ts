import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { GraphQLSchema } from 'graphql';
import { isSelected, operationOf, withField } from './document/add-field.js';
import type { Operation } from './document/documents.js';
import { withLeaves } from './document/leaves.js';
import { merged } from './document/merge.js';
import type { Step } from './document/paths.js';
import { parsedOf, tidied, tidiedJson } from './document/tidy.js';
import type { Texts } from './kept/kept-forms.js';
import type { Runs } from './runs.js';
import type { SchemaModel } from './schema.js';
import type { Tabs } from './tabs.js';

/** What the page writes into an operation for the user. */
export interface Writing {
  /** What was written, or why nothing was; undefined once the user writes again. */
  readonly notice: ReadonlySignal<Notice | undefined>;
  /** A notice of another part of the page. */
  say(text: string, isBad?: boolean): void;
  /** Whether the page asks which operation to run. */
  readonly asksWhich: Signal<boolean>;
  /** Of the operation and its variables. */
  tidy(): void;
  fillIn(): void;
  mergeFragments(): void;
  /** Adds the field at the end of the path to the operation at the cursor, or to a new one. */
  add(path: readonly Step[]): void;
  has(path: readonly Step[]): boolean;
  /** Puts the cursor into it. */
  choose(operation: Operation): void;
  /** Whether it is clear which operation is meant; if not, the page says so. */
  isClear(): boolean;
  /** Fills in what is missing. If it is not clear which operation to run, asks and returns false. */
  prepare(): boolean;
}

export interface Notice {
  /** With `code` between backticks. */
  readonly text: string;
  readonly isBad: boolean;
}

export interface WritingOptions {
  readonly tabs: Tabs;
  readonly runs: Runs;
  readonly schema: SchemaModel;
  readonly open: (texts: Partial<Texts>) => void;
}

export function createWriting({ tabs, runs, schema, open }: WritingOptions): Writing {
  const said = signal<(Notice & { readonly about: string }) | undefined>(undefined);
  const about = computed(() => JSON.stringify([tabs.active.value.id, textsOf(tabs)]));
  const asksWhich = signal(false);

  function say(text: string, isBad = false): void {
    said.value = { text, isBad, about: about.value };
  }

  function known(): GraphQLSchema | undefined {
    const { value } = schema.current;
    return value.state === 'ready' ? value.schema : undefined;
  }

  function isUnclear(): boolean {
    return runs.operations.value.length > 1 && runs.operation.value === undefined;
  }

  function fill(): boolean {
    const types = known();
    const { document, added } = types
      ? withLeaves(tabs.active.value.document, types)
      : { document: tabs.active.value.document, added: [] };
    if (added.length > 0) {
      tabs.edit({ document });
      say(`Filled in: ${added.map((text) => `\`${text}\``).join(', ')}`);
    }
    return added.length > 0;
  }

  return {
    notice: computed(() => (said.value?.about === about.value ? said.value : undefined)),
    say,
    asksWhich,
    tidy() {
      const { document, variables } = textsOf(tabs);
      const results = [tidied(document), tidiedJson(variables)] as const;
      const reasons = results.flatMap((result) => ('reason' in result ? result.reason : []));
      const [operation, values] = results.map((result) => ('text' in result ? result.text : undefined));
      tabs.edit({ document: operation ?? document, variables: values ?? variables });
      say(reasons.length > 0 ? reasons.join(' ') : 'Tidied.', reasons.length > 0);
    },
    fillIn() {
      if (known() === undefined) {
        say('The server hides its schema, so the fields are unknown.', true);
      } else if (!fill()) {
        say('Nothing is missing: every object has fields selected.');
      }
    },
    mergeFragments() {
      const result = merged(tabs.active.value.document, known());
      if ('reason' in result) {
        say(result.reason, true);
      } else {
        tabs.edit({ document: result.text });
        say('Merged the fragments.');
      }
    },
    add(path) {
      const types = known();
      if (types === undefined) {
        return;
      }
      const texts = textsOf(tabs);
      const written = withField(types, texts, path, tabs.cursor.value);
      const isBroken = texts.document.trim() !== '' && 'reason' in parsedOf(texts.document);
      if (written === undefined) {
        open(operationOf(types, path));
      } else {
        tabs.edit(written);
      }
      const reason = isBroken ? ' to a new operation: the other one has a syntax error, and stays as it is.' : '';
      say(`Added \`${path.map(({ field }) => field).join(' { ')}${' }'.repeat(path.length - 1)}\`${reason}`);
    },
    has(path) {
      return isSelected(tabs.active.value.document, path, tabs.cursor.value);
    },
    choose({ start }) {
      tabs.cursor.value = start;
    },
    isClear() {
      if (isUnclear()) {
        say('There are several operations: put the cursor into one of them.', true);
      }
      return !isUnclear();
    },
    prepare() {
      fill();
      asksWhich.value = isUnclear();
      return !asksWhich.value;
    },
  };
}

function textsOf(tabs: Tabs): Pick<Texts, 'document' | 'variables'> {
  const { document, variables } = tabs.active.value;
  return { document, variables };
}
