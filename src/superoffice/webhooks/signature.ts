import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The secret that one tenant's webhook is registered with: HMAC-SHA256 of the tenant's `ContextIdentifier` in small letters,
 * in hexadecimal digits. So a tenant that knows its key cannot sign for another tenant.
 *
 * @param secret of this server's.
 * @param context `Cust12345`; `Default` onsite.
 */
export function webhookKey(secret: string, context: string): string {
  return createHmac('sha256', secret).update(context.toLowerCase()).digest('hex');
}

/** What SuperOffice sends as `X-SuperOffice-Signature` [documented]. */
export function webhookSignature(key: string, body: Buffer): string {
  return createHmac('sha256', key).update(body).digest('base64');
}

/** Whether the body was signed with one of the keys. Takes constant time. */
export function isSigned(body: Buffer, keys: readonly string[], signature: string): boolean {
  const shown = Buffer.from(signature);
  return keys.filter((key) => isEqual(Buffer.from(webhookSignature(key, body)), shown)).length > 0;
}

/** All signatures have one length, which is not secret. */
function isEqual(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
