import type { Signal } from '@preact/signals';
import type { Ref } from 'preact';
import { Icon } from './icons.js';

export interface SearchFieldProps {
  /** For screen readers. */
  readonly label: string;
  readonly placeholder: string;
  readonly wanted: Signal<string>;
  readonly place?: Ref<HTMLLabelElement>;
}

/** The field for the words to search. */
export function SearchField({ label, placeholder, wanted, place = null }: SearchFieldProps) {
  return (
    <label class="search" ref={place}>
      <Icon name="search" />
      <span class="visually-hidden">{label}</span>
      <input
        type="search"
        placeholder={placeholder}
        value={wanted}
        onInput={({ currentTarget }) => {
          wanted.value = currentTarget.value;
        }}
      />
    </label>
  );
}
