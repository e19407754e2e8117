import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../../superoffice/errors.js';

/** Whether the error ends all streams of the caller: its credential is refused, or the tenant has moved. */
export function endsAllStreams(error: unknown): boolean {
  return error instanceof SuperOfficeHttpError
    ? error.status === 401 || error.status === 421
    : error instanceof SuperOfficeUnavailableError && error.reason === 'UNAUTHENTICATED';
}

/** Whether the error ends the streams that need this read: the caller may not see it. */
export function isForbidden(error: unknown): boolean {
  return error instanceof SuperOfficeHttpError && error.status === 403;
}
