import { pidOf, runOn, sqlState, type TwoClients } from './two-clients.ts';

const ROUNDS = 4;

/**
 * Tells the pool mode by what happens. In session mode each client keeps a server connection of its own; in transaction mode
 * the connection that one client has just given back is the next one's; in statement mode there are no transactions.
 * https://www.pgbouncer.org/features.html
 */
export async function tellMode({
  one,
  other,
}: TwoClients): Promise<'session' | 'transaction' | 'statement' | null> {
  const own = await pidOf(one);
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = await pidOf(one);
    let others;
    try {
      others = await runOn(other, 'BEGIN');
    } catch (error) {
      if (isStatementMode(error)) return 'statement';
      throw error;
    }
    try {
      // Another one than before, or the other client's: it is not the client's own.
      if (others === before || (await pidOf(one)) !== own) return 'transaction';
    } finally {
      await other.query('ROLLBACK');
    }
  }
  return 'session';
}

function isStatementMode(error: unknown): boolean {
  return (
    sqlState(error) === '08P01' &&
    error instanceof Error &&
    error.message.includes('statement pooling')
  );
}
