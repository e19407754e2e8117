const MAX_LENGTH = 255;

/**
 * What a web server may take for something else than one segment's text: separators (also those of a query, a fragment
 * and a path parameter), `%`, which servers that decode twice unfold, and control characters and line ends.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const NOT_IN_A_SEGMENT = /[/\\?#;%\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/**
 * Whether a text can be sent as exactly one segment of a path and be read back byte for byte.
 *
 * Dots alone, a dot or a blank at an end do not survive: URL parsing folds `.` and `..` into another path, and Windows
 * drops dots and blanks at the end of a name. A lone surrogate has no UTF-8 form.
 */
export function isPathSegment(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= MAX_LENGTH &&
    text === text.trim() &&
    !text.endsWith('.') &&
    !NOT_IN_A_SEGMENT.test(text) &&
    text.isWellFormed()
  );
}

/** @throws {RangeError} when the text cannot be one segment; callers that take text from outside ask `isPathSegment`. */
export function pathSegment(text: string): string {
  if (!isPathSegment(text)) {
    throw new RangeError('Not a path segment.');
  }
  return encodeURIComponent(text);
}
