/** A type of the schema, or a field of it. */
export interface DocsPage {
  readonly type: string;
  readonly field?: string | undefined;
}
