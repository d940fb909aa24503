import { BlockList, isIP } from 'node:net';

/**
 * Whether an address is one of the open internet. What is inside a house, a machine or a data centre is not: a host
 * that a person types must not make this server speak to its neighbours.
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !PRIVATE_4.check(address, 'ipv4');
    case 6: {
      const groups = groupsOf(address);
      if (!groups) return false;
      const inside = ipv4Inside(groups);
      if (inside !== undefined) return !PRIVATE_4.check(inside, 'ipv4');
      return GLOBAL_6.check(address, 'ipv6') && !PRIVATE_6.check(address, 'ipv6');
    }
    default:
      return false;
  }
}

/** IANA's special-purpose registry of IPv4 (RFC 6890 and what came since), and multicast. */
const PRIVATE_4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]);
/** Global unicast is 2000::/3 and nothing else (RFC 4291). */
const GLOBAL_6 = blockList('ipv6', [['2000::', 3]]);
/** In it: protocol assignments with Teredo, 6to4 (an IPv4 address is inside), documentation. */
const PRIVATE_6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]);

/** The IPv4 address that an IPv6 one stands for: mapped (::ffff:0:0/96) or behind a NAT64 (64:ff9b::/96). */
function ipv4Inside(groups: readonly number[]): string | undefined {
  const [a, b, c, d, e, f, high = 0, low = 0] = groups;
  const mapped = a === 0 && b === 0 && c === 0 && d === 0 && e === 0 && f === 0xffff;
  const nat64 = a === 0x64 && b === 0xff9b && c === 0 && d === 0 && e === 0 && f === 0;
  return mapped || nat64 ? [high >> 8, high & 255, low >> 8, low & 255].join('.') : undefined;
}

/** The eight groups, as a URL writes them: with no dots and no zone. */
function groupsOf(address: string): readonly number[] | undefined {
  const host = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1);
  if (host === undefined) return undefined;
  const [head = '', tail] = host.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - first.length - last.length }, () => '0');
  return [...first, ...zeros, ...last].map((group) => Number.parseInt(group, 16));
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [address, bits] of subnets) list.addSubnet(address, bits, family);
  return list;
}
