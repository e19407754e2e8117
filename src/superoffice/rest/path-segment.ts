const MAX_LENGTH = 255;

/**
 * What a web server does not read as the text of one segment, or refuses: separators (also those of a query, a fragment and
 * a path parameter); `%`, which servers that decode twice unfold; `* : < > &`, which ASP.NET answers with a page,
 * percent-encoded or not, and `+`, which IIS does; `" |`, which no path of Windows has; control characters and line ends.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const NOT_IN_A_SEGMENT = /[/\\?#;%*:<>&+"|\u0000-\u001f\u007f-\u009f\u2028\u2029]/;

/** Names that Windows keeps for devices, with any extension, and segments that IIS hides. */
const RESERVED =
  /^((con|prn|aux|nul|clock\$|(com|lpt)\d)(\..*)?|bin|app_(browsers|code|data|globalresources|localresources|webreferences))$/i;

/** Extensions that IIS never serves. Some are also top-level domains: `bo@example.ad`. */
const DENIED_EXTENSIONS: ReadonlySet<string> = new Set(
  `ad adprototype asax ascx browser cd compiled config cs csproj dd dsdgm dsprototype exclude java jsl ldb ldd
  lddprototype ldf licx lsad lsaprototype master mdb mdf msgx refresh resources resx rules sd sdm sdmdocument sitemap
  skin ssdgm ssmap vb vbproj vjsproj vsdisco webinfo`.split(/\s+/),
);

/**
 * Whether a text can be sent as exactly one segment of a path and arrives unchanged, also through IIS and ASP.NET with their
 * default settings.
 *
 * Dots alone, and a dot or a blank at either end, do not arrive: URL parsing folds `.` and `..` into another path, and
 * Windows drops dots and blanks at the end of a name. A lone surrogate has no UTF-8 form.
 */
export function isPathSegment(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= MAX_LENGTH &&
    text === text.trim() &&
    !text.endsWith('.') &&
    !NOT_IN_A_SEGMENT.test(text) &&
    !RESERVED.test(text) &&
    !DENIED_EXTENSIONS.has(/\.(\w+)$/.exec(text)?.[1]?.toLowerCase() ?? '') &&
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
