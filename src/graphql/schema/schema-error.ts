/** The schema is wrong. The message says what is, and in which line of which file where that is known. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}
