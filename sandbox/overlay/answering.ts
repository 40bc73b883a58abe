import type { AccountOf } from './accounts.ts';
import { asAws, isHtml, readJson, withJson, withText } from './answer-body.ts';
import { type WireAnswer, errorAnswer, notImplemented } from './aws-error.ts';
import { AwsFailure } from './aws-failure.ts';
import { type AwsCall, type WireRequest, identifyCall } from './aws-request.ts';
import type { Completion, CompletionContext } from './completion.ts';
import { completionOf } from './completions/registry.ts';
import type { DeviationBoard } from './deviation-board.ts';
import type { EmulatorClient } from './emulator-client.ts';
import type { JsonRecord } from './json.ts';
import { brokenLimit } from './limits.ts';
import { pageOf, pagingOf, repeatToken, wantedPage, wholeList } from './paging.ts';
import type { StateStore } from './state-store.ts';
import { getRequest, jsonRequest, queryRequest, withParameters } from './wire-call.ts';

/** Gives a call the answer that AWS would give, as far as emulator, completions and deviations go. */
export interface Answering {
  answer(call: AwsCall, request: WireRequest): Promise<WireAnswer>;
  /** The first page, with a token that never ends. */
  answerWithRepeatedToken(call: AwsCall, request: WireRequest): Promise<WireAnswer>;
}

export function createAnswering(parts: {
  emulator: EmulatorClient;
  deviations: DeviationBoard;
  state: StateStore;
  accountOf: AccountOf;
}): Answering {
  const { emulator, deviations, state, accountOf } = parts;

  /** Emulator and completion; no limit, page or deviation. Errors are answers here. */
  const resolve = async (call: AwsCall, request: WireRequest): Promise<WireAnswer> => {
    const completion = completionOf(call.service, call.operation);
    const context = contextFor(call);
    if (completion?.answer) return ownAnswer(call, completion, context);

    const parameters = (await completion?.prepare?.(call.parameters, context)) ?? call.parameters;
    const asked = { ...call, parameters };
    const prepared =
      parameters === call.parameters ? request : withParameters(request, call, parameters);
    const raw = await emulator.ask(prepared, asked);
    if (isHtml(raw)) return errorAnswer(call, notImplemented(call));
    const answer = asAws(call.protocol, raw);
    if (answer.status >= 300 || !completion?.complete) return answer;

    switch (completion.form) {
      case 'json': {
        const body = readJson(answer);
        return withJson(answer, await completion.complete(body, call.parameters, context));
      }
      case 'xml': {
        const body = answer.body.toString('utf8');
        return withText(answer, await completion.complete(body, call.parameters, context));
      }
    }
  };

  const contextFor = (call: AwsCall): CompletionContext => ({
    call,
    now: new Date(),
    state,
    async askJson(service, operation, parameters) {
      return readJson(await mustAsk(jsonRequest(call, service, operation, parameters)));
    },
    async tryJson(service, operation, parameters) {
      const answer = await ask(jsonRequest(call, service, operation, parameters));
      return answer.status < 300 ? readJson(answer) : null;
    },
    async askXml(service, operation, parameters) {
      const answer = await mustAsk(queryRequest(call, service, operation, parameters));
      return answer.body.toString('utf8');
    },
    async askRest(service, path) {
      const answer = await ask(getRequest(call, service, path));
      return answer.status < 300 ? readJson(answer) : null;
    },
    accountId: () => accountOf(call),
  });

  const ask = (request: WireRequest): Promise<WireAnswer> => {
    const call = identifyCall(request);
    if (call === null) throw new TypeError('A completion asked what is no AWS call.');
    return orError(call, resolve(call, request));
  };

  const mustAsk = async (request: WireRequest): Promise<WireAnswer> => {
    const answer = await ask(request);
    if (answer.status < 300) return answer;
    throw new AwsFailure({
      code: 'SandboxFailure',
      message: `A completion was refused an answer: ${answer.body.toString('utf8')}`,
      status: 501,
      sender: false,
    });
  };

  /** The answer as it would be without pages, then deviated. */
  const whole = async (call: AwsCall, request: WireRequest): Promise<WireAnswer> => {
    const answer = await resolve(call, request);
    return answer.status < 300 ? deviations.apply(call, answer) : answer;
  };

  const answer = async (call: AwsCall, request: WireRequest): Promise<WireAnswer> => {
    const broken = brokenLimit(call);
    if (broken) return errorAnswer(call, broken);
    const paging = pagingOf(call);
    if (paging === null) return whole(call, request);

    const wanted = wantedPage(call, paging);
    const unpaged = wholeList(call, paging);
    const list = await whole(unpaged, withParameters(request, call, unpaged.parameters));
    return list.status < 300 ? pageOf(list, call, paging, wanted) : list;
  };

  return {
    answer: (call, request) => orError(call, answer(call, request)),
    answerWithRepeatedToken(call, request) {
      const first = wholeList(call, null);
      const asked = withParameters(request, call, first.parameters);
      return orError(
        call,
        answer(first, asked).then((page) => (page.status < 300 ? repeatToken(page, call) : page)),
      );
    },
  };
}

async function ownAnswer(
  call: AwsCall,
  completion: Completion,
  context: CompletionContext,
): Promise<WireAnswer> {
  switch (completion.form) {
    case 'json': {
      const body: JsonRecord = (await completion.answer?.(call.parameters, context)) ?? {};
      return asAws(call.protocol, {
        status: 200,
        headers: {},
        body: Buffer.from(JSON.stringify(body)),
      });
    }
    case 'xml': {
      const body = (await completion.answer?.(call.parameters, context)) ?? '';
      return asAws(call.protocol, { status: 200, headers: {}, body: Buffer.from(body) });
    }
  }
}

/** A refusal thrown on the way becomes AWS's error; any other error is the sandbox's own, and says so. */
async function orError(call: AwsCall, answer: Promise<WireAnswer>): Promise<WireAnswer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AwsFailure) return errorAnswer(call, error.error);
    const message = error instanceof Error ? error.message : String(error);
    return errorAnswer(call, { code: 'SandboxFailure', message, status: 501, sender: false });
  }
}
