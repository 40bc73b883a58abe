import type { Rule } from './rule.ts';

/** Whether the rule admits connections to the port: by its protocol, or by all. */
export function admitsPort({ protocol, ports }: Rule, port: number): boolean {
  return (protocol === 'tcp' || protocol === 'all') && ports.from <= port && port < ports.to;
}
