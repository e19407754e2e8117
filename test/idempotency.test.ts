import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { TJE0, useFacade } from './helpers/facade.js';
import { sendJson } from './helpers/fake-superoffice.js';

const TRANSFER = `mutation Transfer($id: ID!, $to: String!) {
  transferChatSession(id: $id, toAssociate: $to) { id transferTo { name } }
}`;
const KEY = 'abcdefgh-1';

let counter = 0;
const newKey = () => `key-${String(counter++).padStart(8, '0')}`;

function answerTransfers(superOffice: ReturnType<typeof useFacade>['superOffice']): void {
  superOffice.on('POST ChatSession/', ({ path }, response) => {
    const [, id, , name] = path.split('/');
    sendJson(response, { ChatSessionId: Number(id), TransferTo: { AssociateId: 3, Name: name } });
  });
}

describe('Idempotency-Key', () => {
  const pair = useFacade();
  const transfer = (headers: Record<string, string>, id = '549', to = 'bo') => pair.ask(TRANSFER, { id, to }, headers);

  it('sends a transfer once, however often and at whatever time it is asked for', async () => {
    answerTransfers(pair.superOffice);
    const headers = { 'idempotency-key': newKey() };

    const answers = await Promise.all(Array.from({ length: 10 }, () => transfer(headers)));
    answers.push(await transfer(headers));

    expect(new Set(answers.map(({ data, errors }) => JSON.stringify({ data, errors })))).toEqual(
      new Set([JSON.stringify({ data: { transferChatSession: { id: '549', transferTo: { name: 'bo' } } } })]),
    );
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo']);
  });

  it.each([
    { other: 'key', headers: () => ({ 'idempotency-key': newKey() }), id: '549', to: 'bo' },
    { other: 'session', headers: undefined, id: '550', to: 'bo' },
    { other: 'associate', headers: undefined, id: '549', to: 'tje0' },
    {
      other: 'caller',
      headers: (key: string) => ({ 'idempotency-key': key, authorization: 'Basic b3RoZXI6T3RoZXI=' }),
      id: '549',
      to: 'bo',
    },
    {
      other: 'language',
      headers: (key: string) => ({ 'idempotency-key': key, 'accept-language': 'nb' }),
      id: '549',
      to: 'bo',
    },
  ])('is not one with another $other', async ({ headers, id, to }) => {
    answerTransfers(pair.superOffice);
    const key = newKey();
    await transfer({ 'idempotency-key': key });

    const answer = await transfer(headers?.(key) ?? { 'idempotency-key': key }, id, to);

    expect(answer.data.transferChatSession).toEqual({ id, transferTo: { name: to } });
    expect(pair.superOffice.calls()).toHaveLength(2);
  });

  it('does not send again what may have taken effect', async () => {
    pair.superOffice.on('', {}, 500);
    const headers = { 'idempotency-key': newKey() };

    const answers = [await transfer(headers), await transfer(headers)];

    expect(answers.map(({ errors }) => errors?.[0]?.extensions.outcome)).toEqual(['UNKNOWN', 'UNKNOWN']);
    expect(pair.superOffice.calls()).toEqual(['POST ChatSession/549/TransferTo/bo', 'GET ChatSession/549']);
  });

  it('sends anew what was refused', async () => {
    pair.superOffice.on('POST ChatSession/', {}, 429);
    const headers = { 'idempotency-key': newKey() };
    expect((await transfer(headers)).errors?.[0]?.extensions.outcome).toBe('REJECTED');
    answerTransfers(pair.superOffice);

    expect((await transfer(headers)).errors).toBeUndefined();
    expect(pair.superOffice.calls()).toHaveLength(2);
  });

  it.each(['short', 'x'.repeat(129), 'with blank', 'a;b=cdefgh', 'abcdefghæ', ''])(
    'must be 8 to 128 letters, digits, - and _: "%s" is refused without a call',
    async (key) => {
      const response = await fetch(pair.facade.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: TJE0, 'idempotency-key': key },
        body: JSON.stringify({ query: TRANSFER, variables: { id: '549', to: 'bo' } }),
      });

      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
      expect(pair.superOffice.calls()).toEqual([]);
    },
  );

  it.each(['abcdefgh', 'A_-9'.repeat(32)])('may be %s', async (key) => {
    answerTransfers(pair.superOffice);

    expect((await transfer({ 'idempotency-key': key })).errors).toBeUndefined();
  });

  it('is not sent to SuperOffice', async () => {
    answerTransfers(pair.superOffice);
    await transfer({ 'idempotency-key': newKey() });

    expect(pair.superOffice.requests[0]?.headers).not.toHaveProperty('idempotency-key');
  });
});

describe('what is remembered of a key', () => {
  const brief = useFacade({ IDEMPOTENCY_TTL_MS: '50' });
  const narrow = useFacade({ MAX_IDEMPOTENCY_KEYS: '2' });

  it('is forgotten after IDEMPOTENCY_TTL_MS', async () => {
    answerTransfers(brief.superOffice);
    await brief.ask(TRANSFER, { id: '549', to: 'bo' }, { 'idempotency-key': KEY });
    await delay(100);
    await brief.ask(TRANSFER, { id: '549', to: 'bo' }, { 'idempotency-key': KEY });

    expect(brief.superOffice.calls()).toHaveLength(2);
  });

  it('is forgotten when MAX_IDEMPOTENCY_KEYS came after it', async () => {
    answerTransfers(narrow.superOffice);
    for (const key of ['key-aaaa', 'key-bbbb', 'key-cccc', 'key-cccc', 'key-bbbb', 'key-aaaa']) {
      await narrow.ask(TRANSFER, { id: '549', to: 'bo' }, { 'idempotency-key': key });
    }

    expect(narrow.superOffice.calls()).toHaveLength(4);
  });
});
