import type { ErrorCarrier } from '../../superoffice/carriers.js';

/** A request that the tenant refuses. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly errorType: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, errorType: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.errorType = errorType;
    this.headers = headers;
  }
}

/** A path below the REST root without a resource: ASP.NET's answer, before SuperOffice sees it. */
export class NoResource extends Refusal {
  constructor() {
    super(404, 'NoResource', 'No HTTP resource matches the request URI.');
  }
}

export function badArgument(message: string): Refusal {
  return new Refusal(400, 'ArgumentException', message);
}

export function notFound(message: string): Refusal {
  return new Refusal(404, 'SoNotFoundException', message);
}

export function forbidden(message: string): Refusal {
  return new Refusal(403, 'SoSecurityException', message);
}

/** Any error as a refusal: a defect of the sandbox itself becomes a 500. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) {
    return error;
  }
  return new Refusal(500, 'InvalidOperationException', error instanceof Error ? error.message : String(error));
}

export function errorCarrier(refusal: Refusal): ErrorCarrier {
  const { errorType, message } = refusal;
  if (refusal instanceof NoResource) {
    return { Message: message, MessageDetail: 'No controller matches its path.' };
  }
  return { Error: true, ErrorType: errorType, ErrorMessage: message, ErrorSource: 'SuperOffice.CRM.Services' };
}
