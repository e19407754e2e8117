import { useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { isFinal } from 'superoffice-graphql/client';
import { type AnyVariables, type UseQueryArgs, useQuery } from 'urql';

/** What `read` gives, again after each event of this type. */
function useLatest<Value>(target: EventTarget, type: string, read: () => Value): Value {
  const subscribe = useCallback(
    (listener: () => void) => {
      target.addEventListener(type, listener);
      return () => target.removeEventListener(type, listener);
    },
    [target, type],
  );
  return useSyncExternalStore(subscribe, read);
}

/** Whether the page is not in a hidden tab. */
export function useVisible(): boolean {
  return useLatest(document, 'visibilitychange', () => !document.hidden);
}

/** The id of the session in the address (`#549`), so that the browser's Back button shows the previous one. */
export function useSelected(): string | undefined {
  return useLatest(window, 'hashchange', () => /^#(\d+)$/.exec(location.hash)?.[1]);
}

export function select(id: string | undefined): void {
  location.hash = id ?? '';
}

/** Moves the focus to the first of these elements that there is, if it is visible. */
export function focusOn(...ids: readonly string[]): void {
  document.getElementById(ids.find((id) => document.getElementById(id)) ?? '')?.focus();
}

/** Like `useQuery`, but asks again until there is an answer. */
export function useAnswer<Data, Variables extends AnyVariables>(args: UseQueryArgs<Variables, Data>) {
  const [state, ask] = useQuery(args);
  const { error } = state;
  useEffect(() => {
    const isOpen = error && !isFinal(error);
    const timer = isOpen ? setTimeout(() => ask({ requestPolicy: 'network-only' }), 3000) : undefined;
    return () => clearTimeout(timer);
  }, [error, ask]);
  return state;
}

/** Where an element is gone that had the focus: its successor of the same id gets it, or else the element `fallback`. */
export function useKeptFocus(container: string, fallback = container): void {
  const before = document.activeElement;
  const wasHere = before !== null && document.getElementById(container)?.contains(before);
  useLayoutEffect(() => {
    if (wasHere && document.activeElement === document.body) {
      focusOn(before.id, fallback);
    }
  });
}

/** The time, to the quarter of a minute. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Calls the function of a key, except while somebody types or a dialog is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>, isOn: boolean): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyped = event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null;
      const isModified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
      const act = isOn || event.key === 'Escape' ? latest.current[event.key] : undefined;
      if (act && !isTyped && !isModified && !document.querySelector('dialog[open]')) {
        event.preventDefault();
        act();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [isOn]);
}
