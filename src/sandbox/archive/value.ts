/** A value of a `$filter`, as it was written; texts and dates stand in quotation marks. */
export interface Value {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'boolean';
}
