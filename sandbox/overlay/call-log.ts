import type { AwsCall } from './aws-request.ts';

/** One call as it arrived, in order. */
interface LoggedCall {
  service: string;
  region: string;
  operation: string;
  /** Counted from 1; the SDK's own count of tries of one request, as its header says. */
  attempt: number;
}

/** All calls since the last reset; `counts` by `service:operation`. */
export interface Calls {
  counts: Record<string, number>;
  list: LoggedCall[];
}

export interface CallLog {
  add: (call: AwsCall, attempt: number) => void;
  read: () => Calls;
  reset: () => void;
}

export function createCallLog(): CallLog {
  let list: LoggedCall[] = [];
  return {
    add({ service, region, operation }, attempt) {
      list.push({ service, region, operation, attempt });
    },
    read() {
      const counts: Record<string, number> = {};
      for (const { service, operation } of list) {
        const name = `${service}:${operation}`;
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return { counts, list: [...list] };
    },
    reset() {
      list = [];
    },
  };
}
