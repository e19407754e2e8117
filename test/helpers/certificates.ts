import { isIP } from 'node:net';
import { generate } from 'selfsigned';

const DAY_MS = 86_400_000;

/** PEM texts. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateOptions {
  /** Host names, and addresses of IPv4. */
  readonly names?: readonly string[];
  /** Days from now at which it begins and ends to be valid. */
  readonly days?: readonly [from: number, to: number];
  /** Signs it. Default: itself. */
  readonly authority?: Certificate;
}

/** An unknown certificate authority. */
export function createAuthority(name: string): Promise<Certificate> {
  return certificate(name, {}, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
}

/** A server's certificate, which is valid today unless `days` say otherwise. */
export function createCertificate(options: CertificateOptions): Promise<Certificate> {
  const { names = ['localhost'] } = options;
  const altNames = names.map((name) =>
    isIP(name) === 0 ? { type: 2 as const, value: name } : { type: 7 as const, ip: name },
  );
  return certificate('server', options, [{ name: 'subjectAltName', altNames }]);
}

async function certificate(
  name: string,
  { days: [from, to] = [-1, 1], authority }: CertificateOptions,
  extensions: NonNullable<Parameters<typeof generate>[1]>['extensions'] & {},
): Promise<Certificate> {
  const now = Date.now();
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now + from * DAY_MS),
    notAfterDate: new Date(now + to * DAY_MS),
    extensions,
    ...(authority && { ca: authority }),
  });
  return { key, cert };
}
