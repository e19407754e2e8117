import { BlockList, isIP, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';

/** Which proxies lead out of the network. */
export interface ProxyOptions {
  /** For `http` addresses. A proxy's address may hold a user and a password. */
  readonly httpProxy: URL | undefined;
  /** For `https` addresses. */
  readonly httpsProxy: URL | undefined;
  /**
   * Hosts that need no proxy: `example.com` with all names below it, also as `.example.com` and `*.example.com`; addresses
   * and networks such as `10.0.0.0/8` and `[fd00::1]`; `*` for all. Each may end in a port. Other entries are ignored.
   */
  readonly noProxy: readonly string[];
}

/** The proxy for an address; undefined if there is none. */
export function proxyFor(url: URL, { httpProxy, httpsProxy, noProxy }: ProxyOptions): URL | undefined {
  const proxy = url.protocol === 'https:' ? httpsProxy : httpProxy;
  return proxy !== undefined && noProxy.some((entry) => covers(entry, url)) ? undefined : proxy;
}

function covers(entry: string, url: URL): boolean {
  const { host, port } = partsOf(entry);
  if (port !== undefined && Number(port) !== portOf(url)) {
    return false;
  }
  const hostname = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return host === '*' || (isIP(hostname) === 0 ? coversName(host, hostname) : coversAddress(host, hostname));
}

/** Of `host`, `host:port`, `[fd00::1]:port` and `fd00::1`. */
function partsOf(entry: string): { readonly host: string; readonly port: string | undefined } {
  const [address = ''] = entry.split('/');
  const [, bracketed, name, port] = isIPv6(address) ? [] : (/^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? []);
  return { host: bracketed ?? name ?? entry, port };
}

function coversName(entry: string, hostname: string): boolean {
  const name = domainToASCII(entry.replace(/^\*?\./, '').replace(/\.$/, ''));
  return name !== '' && (hostname === name || hostname.endsWith(`.${name}`));
}

function coversAddress(entry: string, address: string): boolean {
  const [network = '', prefix] = entry.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  const maxPrefix = family === 'ipv6' ? 128 : 32;
  const bits = prefix === undefined ? maxPrefix : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (isIP(network) === 0 || network.includes('%') || !(bits <= maxPrefix)) {
    return false;
  }
  const addresses = new BlockList();
  addresses.addSubnet(network, bits, family);
  return addresses.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Of `http` and `https`, whose own ports a URL leaves out. */
export function portOf({ port, protocol }: URL): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80);
}
