import { readFileSync } from 'node:fs';

/** The agent who acts until the text says "As **bo**". */
const FIRST_AGENT = 'tje0';

/**
 * A plugin for codegen: the operations in Markdown files, by their headings, for the explorer.
 *
 * @param {unknown} _schema
 * @param {unknown} _documents
 * @param {{ files: readonly string[], sandboxFiles: readonly string[] }} config paths from the project's root;
 *   operations of `sandboxFiles` name records that the sandbox tenant has and another tenant may not
 */
export function plugin(_schema, _documents, { files, sandboxFiles }) {
  const groups = [
    ...files.flatMap((file) => groupsIn(file, false)),
    ...sandboxFiles.flatMap((file) => groupsIn(file, true)),
  ];
  return [
    "import type { OperationGroup } from '../http/explorer/settings.js';",
    `export const READY_OPERATIONS: readonly OperationGroup[] = ${JSON.stringify(groups, null, 2)};`,
  ].join('\n\n');
}

function groupsIn(file, isSandboxOnly) {
  const [, ...sections] = readFileSync(file, 'utf8').split(/^## /m);
  let agent = FIRST_AGENT;
  return sections
    .map((section) => {
      const [title, ...lines] = section.split('\n');
      const operations = operationsIn(lines.join('\n')).map(({ before, ...operation }) => {
        agent = /As \*\*(\w+)\*\*/.exec(before)?.[1] ?? agent;
        return { ...operation, agent, text: lastParagraph(before) };
      });
      return { title, isSandboxOnly, operations };
    })
    .filter(({ operations }) => operations.length > 0);
}

/** Each with the text since the one before, and with the variables that are shown below it. */
function operationsIn(section) {
  const blocks = /(.*?)^```graphql\n(.*?)^```\n(?:\nwith the variables\n\n```json\n(.*?)^```)?/gms;
  return [...section.matchAll(blocks)].map(([, before, document, variables]) => {
    const [, kind, name] = /(query|mutation|subscription) (\w+)/.exec(document);
    return { name, kind, document, variables: JSON.parse(variables ?? '{}'), before };
  });
}

/** The text with `code` in it; empty if it is only another block, or says who acts. */
function lastParagraph(markdown) {
  const paragraph = markdown.trim().split('\n\n').at(-1);
  const isProse = !paragraph.startsWith('```') && !/^As \*\*\w+\*\*:$/.test(paragraph);
  return isProse ? paragraph.replaceAll('*', '').replace(/\s+/g, ' ').replace(/:$/, '.') : '';
}
