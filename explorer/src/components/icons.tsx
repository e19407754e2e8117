import type { JSX } from 'preact';

const PATHS = {
  add: 'M10 6v8M6 10h8',
  answer: 'M4 6h12M4 10h12M4 14h7',
  arrowLeft: 'M12 5l-5 5 5 5',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  chevron: 'M8 6l4 4-4 4',
  close: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  copy: 'M7.5 7.5V4.5h8v8h-3M4.5 7.5h8v8h-8z',
  chevronDown: 'M5.5 8l4.5 4.5L14.5 8',
  dark: 'M16 11.5A6.5 6.5 0 0 1 8.5 4 6.5 6.5 0 1 0 16 11.5z',
  docs: 'M4.5 4h4A1.5 1.5 0 0 1 10 5.5V16a1.5 1.5 0 0 0-1.5-1.5h-4zM15.5 4h-4A1.5 1.5 0 0 0 10 5.5V16a1.5 1.5 0 0 1 1.5-1.5h4z',
  download: 'M10 4v8M6.5 9l3.5 3.5L13.5 9M4.5 15.5h11',
  external: 'M8 5H5v10h10v-3M11 4.5h4.5V9M15 5l-6 6',
  history: 'M10 4a6 6 0 1 1-5.6 3.8M4 4.5v3.5h3.5M10 7v3.2l2.2 1.6',
  key: 'M9.2 10.8l6.3-6.3M12.8 7.2l2 2M7 10a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  light:
    'M10 3v1.5M10 15.5v1.5M3 10h1.5M15.5 10h1.5M5 5l1 1M14 14l1 1M5 15l1-1M14 6l1-1M10 7a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  operation: 'M7 5l-4 5 4 5M13 5l4 5-4 5',
  play: 'M7 4.8v10.4l8.2-5.2z',
  plus: 'M10 4.5v11M4.5 10h11',
  ready: 'M8 5.5h8M8 10h8M8 14.5h8M4 5.5h.01M4 10h.01M4 14.5h.01',
  reload: 'M15.5 8.5A6 6 0 1 0 16 11M16 4.5v4h-4',
  search: 'M9 4a5 5 0 1 1 0 10A5 5 0 0 1 9 4zM12.7 12.7L16 16',
  stop: 'M6 6h8v8H6z',
  system: 'M4 5h12v8H4zM8 16h4M10 13v3',
  terminal: 'M4.5 6l4 4-4 4M10.5 14h5',
  tidy: 'M4 5.5h12M7 10h9M7 14.5h6',
  trash: 'M5 6.5h10M8.5 6.5V5h3v1.5M6.5 6.5l.6 9h5.8l.6-9',
} as const;

export type IconName = keyof typeof PATHS;

/** Drawn in the colour of the text; a label next to it says what it means. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" data-filled={name === 'play' || name === 'stop'}>
      <path d={PATHS[name]} />
    </svg>
  );
}
