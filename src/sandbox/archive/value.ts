/** A value of a `$filter`, as written; texts and dates are in quotation marks. */
export interface Value {
  readonly text: string;
  readonly kind: 'text' | 'number' | 'boolean';
}
