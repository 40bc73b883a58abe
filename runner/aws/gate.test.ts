import { describe, expect, test } from '@jest/globals';
import type { Answer, Operation } from '../../core/aws.ts';
import type { AwsClients, Send } from './clients.ts';
import { createGate, type GateOptions } from './gate.ts';

interface Page {
  readonly items?: readonly string[];
  readonly next?: string;
  readonly failures?: readonly { readonly arn: string; readonly reason: string }[];
}

const list: Operation<{ name?: string }, Page> = {
  service: 'ecs',
  name: 'ListThings',
  action: 'ecs:ListThings',
  // A bucket that is never the reason for waiting.
  bucket: 'secrets-manager-describe',
  required: ['items'],
  absentCodes: ['ThingNotFoundException'],
  pages: {
    inputToken: 'token',
    outputToken: 'next',
    items: 'items',
    size: { parameter: 'maxResults', maximum: 100 },
  },
  partialFailures: ({ failures }) =>
    (failures ?? []).map(({ arn, reason }) => ({
      item: arn,
      reason,
      absent: reason === 'MISSING',
    })),
};

const awsError = (name: string, status = 400) =>
  Object.assign(new Error('told by AWS'), { name, $metadata: { httpStatusCode: status } });

interface Sent {
  readonly input: Readonly<Record<string, unknown>>;
  readonly attempt: number;
}

/** A gate over a fake AWS that answers each request by its number. */
function gateTo(
  answer: (sent: Sent) => Page | Error | Promise<Page>,
  options: Partial<GateOptions> = {},
) {
  const sent: Sent['input'][] = [];
  const refreshes: string[] = [];
  const send: Send = async (_, input) => {
    sent.push(input as Sent['input']);
    const result = await answer({ input: input as Sent['input'], attempt: sent.length });
    if (result instanceof Error) throw result;
    return result as Record<string, unknown>;
  };
  const clients: AwsClients = {
    send,
    refreshCredentials: (service) => {
      refreshes.push(service);
      return Promise.resolve();
    },
    close: () => undefined,
  };
  const gate = createGate({
    clients,
    region: 'us-east-1',
    signal: new AbortController().signal,
    deadlineMs: Date.now() + 5_000,
    attemptTimeoutMs: 1_000,
    rateShare: 1,
    concurrency: { total: 4, perService: 4 },
    ...options,
  });
  const read = (input: { name?: string } = {}) => gate.readerFor([list]).read(list, input);
  return { gate, read, sent, refreshes };
}

const kindOf = (answer: Answer<Page>) =>
  answer.state === 'failed' ? answer.cause.kind : answer.state;

describe('pages', () => {
  test('are read to the end, at the largest size', async () => {
    const { read, sent } = gateTo(({ input }) =>
      input['token'] === undefined ? { items: ['a'], next: 't1' } : { items: ['b'] },
    );
    expect(await read()).toMatchObject({ state: 'answered', value: { items: ['a', 'b'] } });
    expect(sent).toEqual([{ maxResults: 100 }, { maxResults: 100, token: 't1' }]);
  });

  test.each([
    ['the same token again', ['t', 't', 't']],
    ['a cycle of two', ['a', 'b', 'a', 'b']],
    ['a cycle of three', ['a', 'b', 'c', 'a']],
  ])('L8: %s is a loop, not a list', async (_, tokens) => {
    const { read, sent } = gateTo(({ attempt }) => ({
      items: ['x'],
      next: tokens[(attempt - 1) % tokens.length] ?? '',
    }));
    expect(kindOf(await read())).toBe('pagination-loop');
    expect(sent.length).toBeLessThanOrEqual(tokens.length);
  });

  test('L17: a list without an end is truncated, not complete', async () => {
    const { read, sent } = gateTo(({ attempt }) => ({ items: ['x'], next: `t${attempt}` }));
    expect(kindOf(await read())).toBe('truncated');
    expect(sent).toHaveLength(1_000);
  });

  test('a page that fails spoils the list', async () => {
    const { read } = gateTo(({ input }) =>
      input['token'] === undefined
        ? { items: ['a'], next: 't1' }
        : awsError('AccessDeniedException'),
    );
    expect(kindOf(await read())).toBe('denied');
  });
});

describe('answers that say nothing', () => {
  test('L7: a 200 without the list is malformed, an empty list is evidence', async () => {
    expect(kindOf(await gateTo(() => ({})).read())).toBe('malformed-response');
    expect(kindOf(await gateTo(() => ({ items: [] })).read())).toBe('answered');
  });

  test('a mangled answer is asked for again', async () => {
    const { read } = gateTo(({ attempt }) => (attempt === 1 ? {} : { items: ['a'] }));
    expect(kindOf(await read())).toBe('answered');
  });

  test('L6: partial failures of a 200 are handed on', async () => {
    const failures = [{ arn: 'thing/a', reason: 'MISSING' }];
    const { read } = gateTo(() => ({ items: [], failures }));
    expect(await read()).toMatchObject({
      failures: [{ item: 'thing/a', reason: 'MISSING', absent: true }],
    });
  });
});

describe('L9: absence', () => {
  test('is an allow-listed code', async () => {
    expect(kindOf(await gateTo(() => awsError('ThingNotFoundException')).read())).toBe('absent');
  });

  test.each([
    ['AccessDeniedException', 400, 'denied'],
    ['OtherNotFoundException', 404, 'rejected'],
    ['InvalidParameterException', 400, 'rejected'],
  ])('is never %s', async (code, status, kind) => {
    expect(kindOf(await gateTo(() => awsError(code, status)).read())).toBe(kind);
  });
});

describe('retries', () => {
  test('a transport fault is tried three times', async () => {
    const { read, sent } = gateTo(() => awsError('InternalFailure', 500));
    expect(kindOf(await read())).toBe('server-error');
    expect(sent).toHaveLength(3);
  });

  test('a denial is not tried again', async () => {
    const { read, sent } = gateTo(() => awsError('AccessDeniedException'));
    await read();
    expect(sent).toHaveLength(1);
  });

  test('L12: throttles cost time, not attempts', async () => {
    const { read, sent } = gateTo(
      ({ attempt }) => (attempt <= 4 ? awsError('ThrottlingException') : { items: ['a'] }),
      { deadlineMs: Date.now() + 30_000 },
    );
    expect(kindOf(await read())).toBe('answered');
    expect(sent).toHaveLength(5);
  }, 30_000);

  test('L12: throttled for good ends at the deadline', async () => {
    const { read } = gateTo(() => awsError('ThrottlingException'), {
      deadlineMs: Date.now() + 300,
    });
    expect(['throttled', 'deadline']).toContain(kindOf(await read()));
  });

  test('a call that hangs ends', async () => {
    const { read } = gateTo(() => new Promise<Page>(() => undefined), {
      deadlineMs: Date.now() + 300,
      attemptTimeoutMs: 50,
      clients: hangingClients(),
    });
    expect(['timeout', 'deadline']).toContain(kindOf(await read()));
  });
});

describe('the deadline holds', () => {
  test('for calls that wait for their turn', async () => {
    let sentLate = 0;
    const deadlineMs = Date.now() + 200;
    const { gate } = gateTo(() => ({ items: [] }), {
      deadlineMs,
      attemptTimeoutMs: 150,
      concurrency: { total: 1, perService: 1 },
      clients: {
        ...hangingClients(),
        send: (operation, input, signal) => {
          if (Date.now() > deadlineMs) sentLate += 1;
          return hangingClients().send(operation, input, signal);
        },
      },
    });
    const reader = gate.readerFor([list]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => reader.read(list, { name: String(index) })),
    );
    expect(answers.every(({ state }) => state === 'failed')).toBe(true);
    expect(sentLate).toBe(0);
  });

  test('for a client that never comes to send, and does not listen to the signal', async () => {
    const { gate } = gateTo(() => ({ items: [] }), {
      deadlineMs: Date.now() + 200,
      attemptTimeoutMs: 50,
      clients: { ...hangingClients(), send: () => new Promise(() => undefined) },
    });
    expect(['timeout', 'deadline']).toContain(kindOf(await gate.readerFor([list]).read(list, {})));
  });

  test('for credentials that never come', async () => {
    const { gate } = gateTo(() => ({ items: [] }), {
      deadlineMs: Date.now() + 200,
      clients: {
        send: () => Promise.reject(awsError('ExpiredTokenException')),
        refreshCredentials: () => new Promise(() => undefined),
        close: () => undefined,
      },
    });
    expect(kindOf(await gate.readerFor([list]).read(list, {}))).not.toBe('answered');
  });
});

describe('L11: credentials', () => {
  test('are asked for again once, and the run goes on', async () => {
    const { read, refreshes } = gateTo(({ attempt }) =>
      attempt === 1 ? awsError('ExpiredTokenException') : { items: ['a'] },
    );
    expect(kindOf(await read())).toBe('answered');
    expect(refreshes).toEqual(['ecs']);
  });

  test('that stay expired end every later call without sending it', async () => {
    const { read, sent, refreshes } = gateTo(() => awsError('ExpiredTokenException'));
    expect(kindOf(await read())).toBe('credentials');
    const before = sent.length;
    expect(kindOf(await read({ name: 'other' }))).toBe('credentials');
    expect(sent).toHaveLength(before);
    expect(refreshes).toHaveLength(1);
  });

  test('several calls that expire together refresh once and all go on', async () => {
    let expired = 0;
    const { read, refreshes } = gateTo(() => {
      expired += 1;
      return expired <= 3 ? awsError('ExpiredTokenException') : { items: ['a'] };
    });
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => read({ name })));
    expect(answers.map(kindOf)).toEqual(['answered', 'answered', 'answered']);
    expect(refreshes).toHaveLength(1);
  });
});

describe('the ledger', () => {
  test('equal calls are sent once and recorded once', async () => {
    const { gate, read, sent } = gateTo(() => ({ items: ['a'] }));
    await Promise.all([read({ name: 'x' }), read({ name: 'x' })]);
    expect(sent).toHaveLength(1);
    expect(gate.ledger()).toHaveLength(1);
  });

  test('what is asked for after its answer was let go of is sent again, and recorded again', async () => {
    const { gate, read, sent } = gateTo(() => ({ items: ['a'] }));
    await read({ name: 'x' });
    gate.forget({ ...list, name: 'ListOthers' });
    await read({ name: 'x' });
    expect(sent).toHaveLength(1);
    gate.forget(list);
    expect(await read({ name: 'x' })).toMatchObject({ state: 'answered', value: { items: ['a'] } });
    expect(sent).toHaveLength(2);
    expect(gate.ledger()).toHaveLength(2);
  });

  test('every call has operation, region, attempts and outcome, and its id is the same in every run', async () => {
    const first = gateTo(() => awsError('AccessDeniedException'));
    const second = gateTo(() => ({ items: [] }));
    await first.read({ name: 'x' });
    await second.read({ name: 'x' });
    expect(first.gate.ledger()).toMatchObject([
      {
        operation: 'ecs:ListThings',
        region: 'us-east-1',
        attempts: 1,
        outcome: 'failed',
        code: 'AccessDeniedException',
        parameters: '{"name":"x"}',
      },
    ]);
    expect(first.gate.ledger()[0]?.id).toBe(second.gate.ledger()[0]?.id);
  });

  test('an undeclared operation is refused before it is sent', () => {
    const { gate, sent } = gateTo(() => ({ items: [] }));
    expect(() => gate.readerFor([]).read(list, {})).toThrow(
      'The collector has not declared ecs:ListThings.',
    );
    expect(sent).toHaveLength(0);
  });
});

test('a run that is interrupted sends nothing more', async () => {
  const controller = new AbortController();
  controller.abort();
  const { read, sent } = gateTo(() => ({ items: [] }), { signal: controller.signal });
  expect(kindOf(await read())).toBe('aborted');
  expect(sent).toHaveLength(0);
});

function hangingClients(): AwsClients {
  return {
    send: (_, __, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(Object.assign(new Error('aborted'), { name: 'AbortError' }));
        });
      }),
    refreshCredentials: () => Promise.resolve(),
    close: () => undefined,
  };
}
