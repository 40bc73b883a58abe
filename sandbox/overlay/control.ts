import { z } from 'zod';
import type { WireAnswer } from './aws-error.ts';
import type { WireRequest } from './aws-request.ts';
import { FAULT_KINDS } from './faults.ts';
import type { Overlay } from './overlay.ts';

/** Paths below it are the overlay's own; AWS has none like it. */
export const CONTROL_PREFIX = '/_overlay/';

const count = z.int().min(0);

// An expired session is no matter of one operation, so that fault fits every call unless it says otherwise.
const faultSchema = z
  .strictObject({
    service: z.string().min(1).default('*'),
    operation: z.string().min(1).default('*'),
    kind: z.enum(FAULT_KINDS),
    after: count.optional(),
    times: count.optional(),
  })
  .transform(({ after, times, ...fault }) => ({
    ...fault,
    ...(after !== undefined && { after }),
    ...(times !== undefined && { times }),
  }));

const deviationSchema = z.strictObject({
  name: z.string().min(1),
  id: z.string().min(1).optional(),
  arguments: z.record(z.string(), z.unknown()).default({}),
});

/** Does what a request to `/_overlay/…` says and answers in JSON: 200, 400 for a wrong body, 404 for an unknown path. */
export function answerControl(request: WireRequest, overlay: Overlay): WireAnswer {
  const { pathname, searchParams } = new URL(request.path, 'http://loopback');
  const [resource = '', ...rest] = pathname.slice(CONTROL_PREFIX.length).split('/');
  const key = decodeURIComponent(rest.join('/'));
  try {
    switch (`${request.method} ${resource}`) {
      case 'GET ping':
        return json(200, { overlay: true, pid: process.pid });
      case 'GET calls':
        return json(200, overlay.calls());
      case 'DELETE calls':
        overlay.resetCalls();
        return json(200, {});
      case 'GET fault':
        return json(200, { faults: overlay.faults() });
      case 'PUT fault':
        overlay.setFault(faultSchema.parse(bodyOf(request)));
        return json(200, { faults: overlay.faults() });
      case 'DELETE fault':
        overlay.clearFault(
          searchParams.get('service') ?? undefined,
          searchParams.get('operation') ?? undefined,
        );
        return json(200, { faults: overlay.faults() });
      case 'GET deviations':
        return json(200, { deviations: overlay.deviations() });
      case 'POST deviations': {
        const { name, id, arguments: args } = deviationSchema.parse(bodyOf(request));
        overlay.setDeviation(name, args, id);
        return json(200, { deviations: overlay.deviations() });
      }
      case 'DELETE deviations':
        overlay.clearDeviation(key === '' ? undefined : key);
        return json(200, { deviations: overlay.deviations() });
      case 'GET state':
        return json(200, key === '' ? overlay.state.all() : (overlay.state.get(key) ?? null));
      case 'PUT state':
        overlay.state.put(key, bodyOf(request));
        return json(200, {});
      case 'DELETE state':
        overlay.state.remove(key);
        return json(200, {});
      default:
        return json(404, { message: 'The overlay has no such control.' });
    }
  } catch (error) {
    return json(400, { message: error instanceof Error ? error.message : String(error) });
  }
}

function bodyOf(request: WireRequest): unknown {
  return JSON.parse(request.body.toString('utf8'));
}

function json(status: number, body: unknown): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  };
}
