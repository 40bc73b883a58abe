/**
 * Erlang's B: the share of arrivals that find all servers busy and are lost. B₀ = 1, B_k = a B_{k−1} / (k + a B_{k−1}) for an
 * offered load a = λ/μ (Erlang, "Solution of some Problems in the Theory of Probabilities of Significance in Automatic
 * Telephone Exchanges", 1917).
 * @throws {RangeError} when the servers are no whole number from 0, or the offered load is not above 0.
 */
export function erlangB(servers: number, offeredLoad: number): number {
  if (!Number.isSafeInteger(servers) || servers < 0) {
    throw new RangeError('The number of servers is not a whole number.');
  }
  if (!(offeredLoad > 0 && offeredLoad < Number.POSITIVE_INFINITY)) {
    throw new RangeError('The offered load is not above 0.');
  }
  let blocked = 1;
  for (let server = 1; server <= servers; server += 1) {
    blocked = (offeredLoad * blocked) / (server + offeredLoad * blocked);
  }
  return blocked;
}

/**
 * Erlang's C: the probability that an arrival has to wait, C = B / (1 − ρ (1 − B)) with ρ = a/c.
 * @throws {RangeError} when the offered load is not below the servers: then every arrival waits, without end.
 */
export function erlangC(servers: number, offeredLoad: number): number {
  if (!(offeredLoad < servers)) {
    throw new RangeError('The offered load is not below the number of servers.');
  }
  const blocked = erlangB(servers, offeredLoad);
  return blocked / (1 - (offeredLoad / servers) * (1 - blocked));
}
