/** The overlay's own controls over HTTP, for processes other than the one it runs in. */
export interface OverlayControl {
  /** Undefined when nothing is kept under the key. */
  readState(key: string): Promise<unknown>;
  writeState(key: string, value: unknown): Promise<void>;
  removeState(key: string): Promise<void>;
  /** Switches on a deviation of the overlay's registry, under an id of its own. */
  setDeviation(id: string, name: string, args: Readonly<Record<string, unknown>>): Promise<void>;
  clearDeviation(id: string): Promise<void>;
}

export function overlayControl(endpoint: string): OverlayControl {
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${endpoint}/_overlay/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    throw new Error(`The sandbox's overlay refused ${method} ${path}: ${JSON.stringify(answer)}`);
  };
  const stateOf = (key: string) => `state/${key.split('/').map(encodeURIComponent).join('/')}`;

  return {
    readState: async (key) => (await send('GET', stateOf(key))) ?? undefined,
    writeState: async (key, value) => {
      await send('PUT', stateOf(key), value);
    },
    removeState: async (key) => {
      await send('DELETE', stateOf(key));
    },
    setDeviation: async (id, name, args) => {
      await send('POST', 'deviations', { id, name, arguments: args });
    },
    clearDeviation: async (id) => {
      await send('DELETE', `deviations/${encodeURIComponent(id)}`);
    },
  };
}
