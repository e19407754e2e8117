/** A constant of Node's, OpenSSL's or a library's. Anything else may hold a host or a value. */
const CONSTANT = /^[A-Z][A-Z0-9_]{1,60}$/;

/** OpenSSL's reason in the message of an `EPROTO`: `...:SSL routines:ssl3_get_record:wrong version number:...`. */
const OPENSSL_REASON = /:SSL routines:[^:]*:([\w/ ]{1,50}):/;

/** Errors hold their causes a few levels deep at most; a cycle ends here. */
const MAX_DEPTH = 5;

/** If several addresses were tried, these codes only say that this machine has no IPv6, or no IPv4. */
const NO_ROUTE: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EHOSTUNREACH', 'ENETUNREACH']);

const CERTIFICATE_CODES = [
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CRL_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CRL_LAST_UPDATE_FIELD',
  'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
  'ERR_TLS_CERT_ALTNAME_FORMAT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  // Node's code for every other certificate error of OpenSSL.
  'UNSPECIFIED',
];

/** The numbers are statuses of a proxy that asks for another credential (407, some send 401) or does not allow the host. */
const LASTING: ReadonlySet<string> = new Set([...CERTIFICATE_CODES, 'ENOTFOUND', '401', '403', '407']);

const OWN_SHORTAGE: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);

/**
 * The name of what went wrong, such as `ECONNREFUSED`, `CERT_HAS_EXPIRED` or `ERR_SSL_WRONG_VERSION_NUMBER`: that of the
 * innermost cause, and if several addresses were tried, the most informative one. Undefined if there is none.
 */
export function failureCodeOf(error: unknown): string | undefined {
  return codeWithin(error, MAX_DEPTH);
}

/** Whether the failure lasts until somebody changes a certificate, a name or a setting; the same for a proxy's. */
export function isLasting(code: string | undefined): boolean {
  return code !== undefined && LASTING.has(withoutProxy(code));
}

/** Whether this machine is out of a resource, which says nothing about SuperOffice. */
export function isOwnShortage(code: string | undefined): boolean {
  return code !== undefined && OWN_SHORTAGE.has(withoutProxy(code));
}

/** Whether no connection could be made in time. */
export function isTimeout(code: string | undefined): boolean {
  return code !== undefined && withoutProxy(code) === 'ETIMEDOUT';
}

/** A failure on the way to a proxy has the same code after `PROXY_`. */
function withoutProxy(code: string): string {
  return code.replace(/^PROXY_/, '');
}

function codeWithin(error: unknown, depth: number): string | undefined {
  if (typeof error !== 'object' || error === null || depth === 0) {
    return undefined;
  }
  const { errors, cause } = error as { readonly errors?: unknown; readonly cause?: unknown };
  const inner = [...(Array.isArray(errors) ? errors : []), cause].flatMap((one) => codeWithin(one, depth - 1) ?? []);
  return inner.find((code) => !NO_ROUTE.has(code)) ?? inner[0] ?? codeItself(error);
}

function codeItself({ code, message }: { readonly code?: unknown; readonly message?: unknown }): string | undefined {
  const [, reason] = code === 'EPROTO' ? (OPENSSL_REASON.exec(String(message)) ?? []) : [];
  // Newer versions of OpenSSL write `ERR_SSL_SSL/TLS_ALERT_...`.
  const name = (reason === undefined ? String(code) : `ERR_SSL_${reason.toUpperCase()}`).replace(/[/ ]/g, '_');
  return CONSTANT.test(name) ? name : undefined;
}
