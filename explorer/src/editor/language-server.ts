/**
 * What GraphQL's language service takes from `vscode-languageserver-types`, which bundlers cannot tree-shake:
 * `build.js` puts this in its place. The values are those of the Language Server Protocol.
 */
export const InsertTextFormat = { PlainText: 1, Snippet: 2 } as const;

export const InsertTextMode = { asIs: 1, adjustIndentation: 2 } as const;
