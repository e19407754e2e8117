/** The schema is wrong. The message says what is wrong and, if known, the file and line. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}
