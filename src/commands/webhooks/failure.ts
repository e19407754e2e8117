import { SuperOfficeHttpError, SuperOfficeUnavailableError } from '../../superoffice/errors.js';
import { causeOf } from '../check/steps/cause.js';

/**
 * Why SuperOffice did not do it, and what to do. Only the error's status and code are shown.
 *
 * @throws any error that is not a failed call.
 */
export function failureOf(error: unknown): string {
  if (error instanceof SuperOfficeHttpError) {
    const reason = REASONS[error.status];
    if (reason !== undefined) {
      return reason;
    }
  }
  const { what, toDo } = causeOf(error);
  const isOpen = error instanceof SuperOfficeUnavailableError && error.sent && error.call.effect === 'write';
  return `${what} ${isOpen ? OPEN : toDo}`;
}

const OPEN =
  'Whether the webhook is saved is not known. Run the command again: it finds the webhook by its name and address.';

const NOT_THERE =
  'This SuperOffice has no webhooks (404). Its version may be too old, or the licence for development tools may be missing; or SUPEROFFICE_URL is not the REST root, https://.../api/v1/.';

const REASONS: Readonly<Record<number, string>> = {
  400: 'SuperOffice did not save the webhook (400). It takes an https address with a valid certificate, and sends a test there, which has to be answered with 200: see that this server runs with the same WEBHOOK_SECRET, and that SuperOffice reaches --url. If the log of the server has a `request refused` for it, the tenant calls itself by another name: pass it as --context.',
  403: "SuperOffice refuses (403). Use an administrator's credential. Online, the application has to be registered with the right to use webhooks, and needs SUPEROFFICE_APP_TOKEN; onsite, the licence for development tools.",
  404: NOT_THERE,
};
