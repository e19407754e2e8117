/** An answer of the web server in front of SuperOffice, without SuperOffice's error body. */
export interface IisRefusal {
  readonly status: number;
  readonly html: string;
}

export interface IisRequest {
  readonly method: string;
  /** Not decoded. */
  readonly rawPath: string;
  /** Whether a Content-Length or a Transfer-Encoding was sent. */
  readonly hasLength: boolean;
}

/** What IIS and ASP.NET refuse by default, before SuperOffice sees it, of user names in a path. */
export function refuseLikeIis({ method, rawPath, hasLength }: IisRequest): IisRefusal | undefined {
  if (rawPath.length > MAX_URL_LENGTH) {
    return page(400, 'Bad Request', 'The URL is longer than maxUrlLength allows.');
  }
  const path = decoded(rawPath);
  if (path === undefined) {
    return page(400, 'Bad Request', 'HTTP Error 400. The request URL is invalid.');
  }
  const subStatus = filteredAs(path);
  if (subStatus) {
    return page(404, 'Not Found', `HTTP Error 404.${subStatus}. Request filtering denied the request.`);
  }
  if (/%2F/i.test(rawPath) || isDevice(path)) {
    return webServerNotFound();
  }
  // Percent-encoded or not: it checks the decoded path.
  if (/[<>*%&:\\?]/.test(path)) {
    return page(400, 'Bad Request', 'A dangerous value was found in Request.Path.');
  }
  if (method === 'POST' && !hasLength) {
    return page(411, 'Length Required', 'HTTP Error 411. A length is required.');
  }
  return undefined;
}

/**
 * ASP.NET's `maxUrlLength` (documented). That a path counts as it is sent, and not decoded, is inferred, and so is the status:
 * HTTP.sys answers 400 to a segment over 260, request filtering 404 to what it denies.
 */
const MAX_URL_LENGTH = 260;

/** What any web server answers if there is nothing at the path. */
export function webServerNotFound(): IisRefusal {
  return page(404, 'Not Found', 'HTTP Error 404. The resource you are looking for does not exist.');
}

/** Undefined if it is not percent-encoded UTF-8. */
function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** The sub-status of request filtering; undefined for what it lets through. */
function filteredAs(path: string): number | undefined {
  // A plus sign counts as a possible double escape.
  if (/\+|%[\da-f]{2}/i.test(path)) {
    return 11;
  }
  if (path.split('/').some((segment) => HIDDEN_SEGMENTS.has(segment.toLowerCase()))) {
    return 8;
  }
  const extension = /\.([^./]*)$/.exec(path)?.[1];
  return DENIED_EXTENSIONS.has(extension?.toLowerCase() ?? '') ? 7 : undefined;
}

function isDevice(path: string): boolean {
  return path.split('/').some((segment) => /^(aux|con|nul|prn|com[1-9]|lpt[1-9])(\..*)?$/i.test(segment));
}

const HIDDEN_SEGMENTS: ReadonlySet<string> = new Set([
  ...['web.config', 'bin', 'app_code', 'app_data', 'app_browsers'],
  ...['app_globalresources', 'app_localresources', 'app_webreferences'],
]);

/** Some of those that IIS denies. */
const DENIED_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['ad', 'asax', 'ascx', 'cd', 'config', 'cs', 'csproj', 'dd', 'java', 'master'],
  ...['mdb', 'mdf', 'resources', 'resx', 'rules', 'sd', 'sitemap', 'skin', 'vb'],
]);

function page(status: number, title: string, text: string): IisRefusal {
  return {
    status,
    html: `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head><body><h2>${title}</h2><p>${text}</p></body></html>\r\n`,
  };
}
