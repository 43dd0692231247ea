import { describe, expect, test } from 'vitest';
import {
  clientAddress,
  clientNetwork,
  isLoopback,
} from '../../../src/server/access/client-address.ts';

describe('the address of a client', () => {
  const socket = '10.0.0.9';

  test.each([
    ['no proxy is trusted', '203.0.113.1', 0, socket],
    ['a trusted proxy wrote it', '203.0.113.1', 1, '203.0.113.1'],
    ['the client wrote some of it', '1.1.1.1, 203.0.113.1', 1, '203.0.113.1'],
    ['two proxies are trusted', '1.1.1.1, 203.0.113.1, 10.0.0.8', 2, '203.0.113.1'],
    ['fewer than trusted wrote it', '203.0.113.1', 3, '203.0.113.1'],
    ['no proxy wrote it', undefined, 2, socket],
    ['it is empty', '', 1, socket],
    ['the nearest proxy wrote no address', '203.0.113.1, unknown', 1, socket],
    ['the farthest trusted one wrote no address', '1.1.1.1, unknown, 10.0.0.8', 2, '10.0.0.8'],
    ['there is a port with it', '203.0.113.1:5678', 1, '203.0.113.1'],
    ['it is of version 6', '2001:db8::1', 1, '2001:db8::1'],
    ['it is of version 6, with a port', '[2001:db8::1]:443', 1, '2001:db8::1'],
    ['there is white space', ' 1.1.1.1 ,\t203.0.113.1 ', 1, '203.0.113.1'],
    ['it is no address', '999.1.1.1', 1, socket],
  ])('is right where %s', (_, forwarded, proxies, address) => {
    expect(clientAddress(socket, forwarded, proxies)).toBe(address);
  });
});

describe('the network of a client', () => {
  test.each([
    ['203.0.113.1', '203.0.113.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::ffff', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::ffff:203.0.113.1', '203.0.113.1'],
    ['::ffff:cb00:7101', '203.0.113.1'],
    ['::1', '::1'],
    ['0:0:0:0:0:0:0:1', '::1'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(clientNetwork(address)).toBe(network);
  });
});

test('a machine knows its own names', () => {
  for (const name of ['localhost', 'a.LOCALHOST', '127.0.0.1', '127.9.9.9', '[::1]', '::1']) {
    expect(isLoopback(name), name).toBe(true);
  }
  for (const name of [
    'localhost.example',
    '127.0.0.1.example',
    '128.0.0.1',
    '::2',
    '0.0.0.0',
    '',
  ]) {
    expect(isLoopback(name), name).toBe(false);
  }
  expect(isLoopback('::ffff:127.0.0.1')).toBe(true);
});
