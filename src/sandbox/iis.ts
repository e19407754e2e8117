/** A refusal of the web server in front of SuperOffice, which knows nothing of error bodies. */
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

/** What IIS refuses with its default settings before SuperOffice sees it, of what a user name in a path may hold. */
export function refuseLikeIis({ method, rawPath, hasLength }: IisRequest): IisRefusal | undefined {
  // Request filtering (404.11): a plus sign counts as a possible double escape.
  if (/\+|%2B/i.test(rawPath)) return page(404, 'Not Found', 'The request filtering module denied the request.');
  if (/%2F|%5C/i.test(rawPath)) return page(404, 'Not Found', 'The resource you are looking for does not exist.');
  if (method === 'POST' && !hasLength) return page(411, 'Length Required', 'HTTP Error 411. A length is required.');
  return undefined;
}

function page(status: number, title: string, text: string): IisRefusal {
  return {
    status,
    html: `<!DOCTYPE html>\r\n<html><head><title>${title}</title></head><body><h2>${title}</h2><p>${text}</p></body></html>\r\n`,
  };
}
