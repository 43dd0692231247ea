import { isIP } from 'node:net';

/**
 * The address of whoever asked, as far as it can be known: with `proxies` trusted ones in front, the
 * last of that many entries of `X-Forwarded-For` that a trusted proxy wrote, counted from the right.
 * Whatever stands further left was written by the client. Where a trusted proxy wrote no address,
 * the one of the next nearer.
 * @param forwarded the header `X-Forwarded-For`
 */
export function clientAddress(
  connection: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): string | undefined {
  const written = proxies === 0 ? [] : (forwarded ?? '').split(',').slice(-proxies);
  const known = written.map(addressOf).find((address) => address !== undefined);
  return known ?? connection;
}

/** Some proxies add the port. */
function addressOf(entry: string): string | undefined {
  const text = entry.trim();
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return isIP(bare) === 0 ? undefined : bare;
}

/**
 * What one client is taken to be: an IPv4 address, or the /64 network of an IPv6 address, of which a
 * client has all addresses for itself.
 */
export function clientNetwork(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  // ::ffff:a.b.c.d, as a socket for both families shows IPv4 addresses.
  const isMapped = groups.slice(0, 6).join() === '0,0,0,0,0,65535';
  if (isMapped)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.');
  if (groups.join() === '0,0,0,0,0,0,0,1') return '::1';
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

function groupsOf(address: string): number[] {
  const [bare = ''] = address.split('%');
  // An URL writes it in its shortest form, without a dotted part.
  const { hostname } = new URL(`http://[${bare}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const read = (part: string) =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [left, right] = [read(head), read(tail ?? '')];
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}

/** Whether an address, or a name, is one of this machine for itself alone. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  const address = clientNetwork(name);
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
