import { NodeHttpHandler } from '@smithy/node-http-handler';

const CONNECTION_TIMEOUT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 30_000;
const MAX_ATTEMPTS = 4;

/** As many as the SDK opens by itself. */
const SOCKETS = 50;

/**
 * Settings of a client that writes. Only a command that was asked to send something makes one, for the one service that it
 * sends to; the clients of a run refuse every command that is not a read.
 * @param endpoint replaces AWS's own address, for the sandbox.
 */
export function writingClient(region: string, endpoint: string | null, sockets = SOCKETS) {
  // Only what the command was told counts, as in a run: not an endpoint of the environment.
  process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] = 'true';
  return {
    region,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: new NodeHttpHandler({
      httpAgent: { keepAlive: true, maxSockets: sockets },
      httpsAgent: { keepAlive: true, maxSockets: sockets },
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      // Without this a request timeout is only logged, and the call waits for ever.
      throwOnRequestTimeout: true,
    }),
    ...(endpoint === null ? {} : { endpoint }),
  };
}
