import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';
import { FORBIDDEN_ADDRESSES } from '../../load/plan/forbidden-addresses.ts';
import { UsageError } from '../errors.ts';

export type Lookup = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

const forbidden = new BlockList();
for (const block of FORBIDDEN_ADDRESSES) {
  const [network = '', bits = ''] = block.split('/');
  forbidden.addSubnet(network, Number(bits), network.includes(':') ? 'ipv6' : 'ipv4');
}

/**
 * The addresses that an origin leads to now. They are asked for before each scenario, and k6 refuses the forbidden ones by
 * itself as well: a name may lead elsewhere a moment later.
 * @throws {UsageError} when it leads nowhere, or to an address that is nobody's to load.
 */
export async function targetAddresses(
  origin: string,
  resolve: Lookup = (host) => lookup(host, { all: true }),
): Promise<readonly string[]> {
  const host = new URL(origin).hostname.replaceAll(/^\[|\]$/g, '');
  const found = await resolve(host).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new UsageError(
      `${origin}: the name ${host} leads nowhere (${code}). Is load.target.origin right, and can it be resolved here?`,
    );
  });
  const refused = found.find(({ address, family }) =>
    forbidden.check(address, family === 6 ? 'ipv6' : 'ipv4'),
  );
  if (refused !== undefined) {
    throw new UsageError(
      `${origin}: the name ${host} leads to ${refused.address}, which is a link-local, metadata, unspecified or multicast address. No load goes there.`,
    );
  }
  return found.map(({ address }) => address);
}
