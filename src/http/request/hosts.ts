import type { Server } from 'node:http';
import { type AddressInfo, BlockList, isIPv6 } from 'node:net';

export interface HostOptions {
  /** Host names that requests may use, beside loopback names. */
  readonly allowedHosts: readonly string[];
  /** Whether IP addresses are accepted if the server does not listen on loopback: probes and scrapers use them. */
  readonly allowsAddresses: boolean;
}

/**
 * Whether a server answers to a host name, as a URL spells it. A foreign page can make its own name lead to this machine
 * (DNS rebinding), and could then read what only this machine may see: on loopback, that is everything.
 */
export function hostCheck(
  server: Server,
  { allowedHosts, allowsAddresses }: HostOptions,
): (hostname: string) => boolean {
  const allowed: ReadonlySet<string> = new Set(
    allowedHosts.map((host) => withoutRootDot(new URL(`http://${host}`).hostname)),
  );
  let isOnLoopback = true;
  server.once('listening', () => {
    isOnLoopback = isLoopbackAddress((server.address() as AddressInfo).address);
  });
  return (hostname) =>
    (!isOnLoopback && (allowed.size === 0 || (allowsAddresses && isAddress(hostname)))) ||
    isLoopbackName(hostname) ||
    allowed.has(withoutRootDot(hostname));
}

/** `desk.example.com.` is the same name, fully qualified. */
function withoutRootDot(hostname: string): string {
  return hostname.replace(/\.$/, '');
}

function isLoopbackName(hostname: string): boolean {
  return /^(127(\.\d+){3}|\[::1\]|(.+\.)?localhost\.?)$/.test(hostname);
}

/** In a URL, only addresses have these forms. */
function isAddress(hostname: string): boolean {
  return /^(\d+(\.\d+){3}|\[.+\])$/.test(hostname);
}

function isLoopbackAddress(address: string): boolean {
  const loopback = new BlockList();
  loopback.addSubnet('127.0.0.0', 8);
  loopback.addAddress('::1', 'ipv6');
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
