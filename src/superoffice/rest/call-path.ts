import { isPathSegment, pathSegment } from './path-segment.js';

/** The path of a call, below the REST root. */
interface Target {
  /** The path's template: `ChatSession/{id}`. */
  readonly route: string;
  /** Values for the `{name}`s of `route`. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/**
 * The longest path that ASP.NET takes by default (documented, `maxUrlLength`), without the query. That a path counts as it is
 * sent, percent-encoded, is inferred; decoded it is never longer.
 */
const MAX_PATH_LENGTH = 260;
/** Longest percent-encoded form of one UTF-16 code unit: `%E2%82%AC`. */
const MAX_ENCODED_LENGTH = 9;

/** The path below the REST root, percent-encoded; each value is exactly one segment of it. */
export function pathOf({ route, params = {} }: Target): string {
  return route
    .split('/')
    .map((part) => (part.startsWith('{') ? pathSegment(String(params[part.slice(1, -1)] ?? '')) : part))
    .join('/');
}

/**
 * Whether IIS and ASP.NET let the path pass with their default settings.
 *
 * @param root path of the REST root: `/Cust12345/api/v1/`.
 */
export function isPath(root: string, target: Target): boolean {
  const { route, params = {} } = target;
  let longest = root.length + route.length;
  for (const value of Object.values(params)) {
    const text = String(value);
    if (!isPathSegment(text)) {
      return false;
    }
    longest += text.length * MAX_ENCODED_LENGTH;
  }
  // Only paths near the limit need to be built to measure them.
  return longest <= MAX_PATH_LENGTH || root.length + pathOf(target).length <= MAX_PATH_LENGTH;
}
