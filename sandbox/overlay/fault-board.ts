import type { AwsCall } from './aws-request.ts';
import type { Fault, FaultKind } from './faults.ts';

/** The faults that are set now, and how often each was met. */
export interface FaultBoard {
  /** Sets a fault; one of the same service and operation is replaced and its counting begins anew. */
  set: (fault: Fault) => void;
  /** Takes away the fault of that service and operation, or all. */
  clear: (service?: string, operation?: string) => void;
  /** Counts the call against the first fault that fits and says which kind hits it, if any. */
  hit: (call: AwsCall) => FaultKind | null;
  all: () => Fault[];
}

export function createFaultBoard(): FaultBoard {
  const faults = new Map<string, { fault: Fault; met: number }>();
  return {
    set(fault) {
      faults.set(keyOf(fault.service, fault.operation), { fault, met: 0 });
    },
    clear(service, operation) {
      if (service === undefined) faults.clear();
      else faults.delete(keyOf(service, operation ?? '*'));
    },
    hit(call) {
      for (const entry of faults.values()) {
        const { service, operation, kind, after = 0, times = Infinity } = entry.fault;
        if (service !== '*' && service !== call.service) continue;
        if (operation !== '*' && operation !== call.operation) continue;
        entry.met += 1;
        if (entry.met > after && entry.met <= after + times) return kind;
      }
      return null;
    },
    all: () => [...faults.values()].map(({ fault }) => fault),
  };
}

function keyOf(service: string, operation: string): string {
  return `${service}:${operation}`;
}
