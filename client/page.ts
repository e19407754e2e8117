type Target = Pick<EventTarget, 'addEventListener'>;

/** The page, where there is one. */
const page: (Target & { readonly hidden: boolean }) | undefined = Reflect.get(globalThis, 'document');
const window: Target | undefined = Reflect.get(globalThis, 'window');

export function isPageHidden(): boolean {
  return page?.hidden ?? false;
}

/** Waits, but only until the page is shown or online again, or `ended` aborts. */
export function pause(ms: number, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ended.aborted) {
      resolve();
      return;
    }
    const done = new AbortController();
    const go = () => {
      clearTimeout(timer);
      done.abort();
      resolve();
    };
    const timer = setTimeout(go, ms);
    page?.addEventListener('visibilitychange', go, { signal: done.signal });
    window?.addEventListener('online', go, { signal: done.signal });
    ended.addEventListener('abort', go, { signal: done.signal });
  });
}
