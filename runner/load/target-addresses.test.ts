import { expect, test } from '@jest/globals';
import { targetAddresses } from './target-addresses.ts';

const leadingTo =
  (...addresses: readonly string[]) =>
  () =>
    Promise.resolve(
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

test.each([
  ['a public address', ['203.0.113.7']],
  ['a private address', ['10.0.3.7']],
  ['loopback', ['127.0.0.1', '::1']],
])('%s may be loaded', async (_what, addresses) => {
  await expect(targetAddresses('https://a.example', leadingTo(...addresses))).resolves.toEqual(
    addresses,
  );
});

test.each([
  ['the metadata of an instance', '169.254.169.254'],
  ['credentials of a task', '169.254.170.2'],
  ['metadata by IPv6', 'fd00:ec2::254'],
  ['the link', 'fe80::1'],
  ['this host as a whole', '0.0.0.0'],
  ['the same by IPv6', '::'],
  ['many hosts at once', '224.0.0.1'],
  ['everybody', '255.255.255.255'],
  ['an IPv4 address in IPv6 notation', '::ffff:169.254.169.254'],
])('%s may not, also when other addresses of the name may', async (_what, address) => {
  await expect(
    targetAddresses('https://a.example', leadingTo('203.0.113.7', address)),
  ).rejects.toThrow(
    `https://a.example: the name a.example leads to ${address}, which is a link-local, metadata, unspecified or multicast address. No load goes there.`,
  );
});

test('a name that leads nowhere is told as such', async () => {
  const failing = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
  await expect(targetAddresses('http://nowhere.example:81', failing)).rejects.toThrow(
    'http://nowhere.example:81: the name nowhere.example leads nowhere (ENOTFOUND). Is load.target.origin right, and can it be resolved here?',
  );
});
