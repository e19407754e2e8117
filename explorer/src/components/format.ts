/** The command key on this machine, and the shortcut that sends. */
export const COMMAND_KEY = navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl';
export const SEND_KEY = `${COMMAND_KEY} Enter`;

/** As an editor binds it, and as the page shows it. */
export const TIDY_KEYS = 'Shift-Alt-f';
export const FILL_IN_KEYS = 'Shift-Alt-i';
const ALT_KEY = navigator.userAgent.includes('Mac') ? '⌥' : 'Alt';
export const TIDY_KEY = `Shift ${ALT_KEY} F`;
export const FILL_IN_KEY = `Shift ${ALT_KEY} I`;

/** `0.4 ms`, `34 ms`, `1.25 s`, `12 min`. */
export function duration(ms: number): string {
  if (ms >= 120_000) {
    return `${Math.round(ms / 60_000)} min`;
  }
  if (ms >= 1000) {
    return `${(ms / 1000).toFixed(2)} s`;
  }
  return `${ms < 10 ? Number(ms.toFixed(1)) : Math.round(ms)} ms`;
}

/** `18:05:09`, as people write it here. */
export function timeOfDay(at: number): string {
  return new Date(at).toLocaleTimeString();
}

/** `812 B`, `12.4 kB`, `1.2 MB`. */
export function size(bytes: number): string {
  if (bytes >= 1_000_000) {
    return `${(bytes / 1_000_000).toFixed(1)} MB`;
  }
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}

/** `1 call`, `3 calls`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
