import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv4, isIPv6, SocketAddress } from 'node:net';

/** Whether an address belongs to a proxy that is trusted. */
export type IsTrusted = (address: string) => boolean;

/** @param networks addresses, and networks such as `10.0.0.0/8`. */
export function trustedProxies(networks: readonly string[]): IsTrusted {
  // Saves the work per connection if there are no networks.
  if (networks.length === 0) {
    return () => false;
  }
  const trusted = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = isIPv6(network.split('/')[0] ?? '') ? 128 : 32] = network.split('/');
    trusted.addSubnet(address, Number(prefix), familyOf(address));
  }
  return (address) => trusted.check(address, familyOf(address));
}

/** The address at the other end of a connection; empty if the connection is gone. */
export function peerAddress({ remoteAddress = '' }: { readonly remoteAddress?: string | undefined }): string {
  return plainAddress(remoteAddress);
}

/**
 * The address of the client. Behind trusted proxies, it is the last one in `X-Forwarded-For` that is not a trusted proxy's:
 * callers can send what comes before it. If that is not an address (with or without a port), it is the proxy's.
 */
export function clientAddress({ socket, headers }: IncomingMessage, isTrusted: IsTrusted): string {
  const peer = peerAddress(socket);
  const forwarded = String(headers['x-forwarded-for'] ?? '');
  let client = peer;
  for (let end = forwarded.length; end > 0 && isTrusted(client); ) {
    const start = forwarded.lastIndexOf(',', end - 1) + 1;
    const address = addressIn(forwarded.slice(start, end).trim());
    if (address === undefined) {
      return peer;
    }
    client = plainAddress(address);
    end = start - 1;
  }
  return client;
}

/** Some proxies add the client's port to its address, and put brackets around IPv6. */
const WITH_PORT = /^(?:\[(?<ipv6>[^[\]]+)\]|(?<ipv4>[\d.]+))(?::\d{1,5})?$/;

/** The address in an entry of `X-Forwarded-For`; undefined if there is none. */
function addressIn(entry: string): string | undefined {
  if (isIP(entry) !== 0) {
    return entry;
  }
  const { ipv6 = '', ipv4 = '' } = WITH_PORT.exec(entry)?.groups ?? {};
  return isIPv6(ipv6) ? ipv6 : isIPv4(ipv4) ? ipv4 : undefined;
}

/** The addresses that count as one client: a single IPv4 address, or an IPv6 network of 64 bits. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) {
    return address;
  }
  const [left = '', right] = address.split('::');
  const groups = left === '' ? [] : left.split(':');
  // Only the first 64 bits matter of the groups that `::` stands for.
  const last = right ? right.split(':') : [];
  const missing = right === undefined ? 0 : 8 - groups.length - last.length;
  return [...groups, ...Array<string>(missing).fill('0'), ...last].slice(0, 4).join(':');
}

/** Normalizes an address: IPv6 to its shortest form, IPv4 within IPv6 to IPv4. */
function plainAddress(address: string): string {
  if (!isIPv6(address)) {
    return address;
  }
  const [withoutZone = ''] = address.split('%');
  const { address: shortest } = new SocketAddress({ address: withoutZone, family: 'ipv6' });
  return shortest.startsWith('::ffff:') && shortest.includes('.') ? shortest.slice('::ffff:'.length) : shortest;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
