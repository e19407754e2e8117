import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../src/sandbox/sandbox.js';
import { TJE0 } from './helpers/facade.js';
import { until } from './helpers/until.js';

const IDA = `Basic ${Buffer.from('ida:Ida').toString('base64')}`;
const SECRET = 'Something Super Secret';

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: each event has its own shape.
  readonly json: any;
}

let sandbox: Sandbox;
let receiver: Server;
let target: string;
let received: Received[] = [];
/** Of requests other than tests of the address. */
let statuses: number[] = [];
let testStatus = 200;

beforeEach(async () => {
  received = [];
  statuses = [];
  testStatus = 200;
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    received.push({ headers: request.headers, text, json: JSON.parse(text) });
    const isTest = request.headers['x-hook-test'] === 'true';
    response.writeHead(isTest ? testStatus : (statuses.shift() ?? 200)).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  target = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  sandbox = await startSandbox({ webhookRetryPausesMs: [1, 1] });
});
afterEach(async () => {
  await sandbox.stop();
  receiver.closeAllConnections();
  receiver.close();
});

async function call(method: string, path: string, body?: unknown, authorization = IDA) {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: { authorization, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  // biome-ignore lint/suspicious/noExplicitAny: each path answers with its own shape.
  return { status: response.status, json: (text === '' ? undefined : JSON.parse(text)) as any };
}

const definition = (changes = {}) => ({
  Name: 'mine',
  Events: ['chatsession.created', 'chatsession.changed', 'chatsession.message'],
  TargetUrl: target,
  Secret: SECRET,
  State: 'Active',
  Type: 'webhook',
  ...changes,
});

const register = async (changes = {}) => (await call('POST', 'Webhook', definition(changes))).json;
const eventsReceived = () => received.filter(({ json }) => json.Event !== 'test').map(({ json }) => json.Event);
const write = () => call('POST', 'ChatSession/549/Messages', { Message: 'Hi', Type: 'ToCustomer' }, TJE0);
const stateOf = async (id: number) => (await call('GET', `Webhook/${id}`)).json.State;

describe('a webhook of the sandbox tenant', () => {
  it('is registered, changed, found and deleted', async () => {
    const { json: unset } = await call('GET', 'Webhook/default');
    expect(unset).toMatchObject({ WebhookId: 0, State: 'Active', Type: 'webhook' });
    const created = await register();
    expect(created).toMatchObject({ WebhookId: 1, Name: 'mine', TargetUrl: target, State: 'Active' });
    await register({ Name: 'other', State: 'Stopped', Events: ['ticket.changed'] });

    const idsBy = async (query: string) =>
      (await call('GET', `Webhook${query}`)).json.map(({ WebhookId }: { WebhookId: number }) => WebhookId);
    expect(await idsBy('')).toEqual([1, 2]);
    expect(await idsBy('?nameFilter=mine')).toEqual([1]);
    expect(await idsBy('?eventFilter=ticket.changed')).toEqual([2]);
    expect(await idsBy('?statusFilter=Stopped')).toEqual([2]);
    expect(await idsBy('?statusFilter=TooManyErrors')).toEqual([]);
    expect((await call('PUT', 'Webhook/1', definition({ Name: 'changed' }))).json).toMatchObject({ Name: 'changed' });
    expect((await call('DELETE', 'Webhook/1')).status).toBe(204);
    expect((await call('GET', 'Webhook/1')).status).toBe(404);
    expect(await idsBy('')).toEqual([2]);
  });

  it('never shows its secret', async () => {
    expect(JSON.stringify([await register(), (await call('GET', 'Webhook')).json])).not.toContain(SECRET);
  });

  it.each([
    ['GET', 'Webhook'],
    ['GET', 'Webhook/1'],
    ['POST', 'Webhook'],
    ['PUT', 'Webhook/1'],
    ['DELETE', 'Webhook/1'],
    ['POST', 'Webhook/Test'],
    ['POST', 'Webhook/chatsession.changed/549'],
  ])('is for administrators only: %s %s', async (method, path) => {
    await register();

    const { status, json } = await call(method, path, method === 'GET' ? undefined : definition(), TJE0);

    expect({ status, type: json.ErrorType }).toEqual({ status: 403, type: 'SoSecurityException' });
    expect(await stateOf(1)).toBe('Active');
  });

  it.each([
    ['no address', { TargetUrl: null }],
    ['an address that is none', { TargetUrl: 'here' }],
    ['an address of another machine', { TargetUrl: 'https://example.com/hook' }],
    ['an address that is no HTTP', { TargetUrl: 'file:///etc/hosts' }],
    ['a state that there is not', { State: 'Idle' }],
    ['events that are no list', { Events: 'chatsession.changed' }],
  ])('is not saved with %s', async (_what, changes) => {
    expect(await call('POST', 'Webhook', definition(changes))).toMatchObject({
      status: 400,
      json: { ErrorType: 'ArgumentException' },
    });
    expect(received).toEqual([]);
  });

  it.each([201, 204, 302, 401, 500])('is not saved if its address answers the test with %d', async (status) => {
    testStatus = status;

    expect((await call('POST', 'Webhook', definition())).status).toBe(400);
    expect(await call('POST', 'Webhook/Test', definition())).toMatchObject({ status: 200, json: { Success: false } });
    expect((await call('GET', 'Webhook')).json).toEqual([]);
  });

  it('is tested as the documentation shows it', async () => {
    await register();

    expect(received).toHaveLength(1);
    const [{ headers, json, text }] = received as [Received];
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-hook-test': 'true',
      'x-superoffice-event': 'test',
      'x-superoffice-signature': createHmac('sha256', SECRET).update(text).digest('base64'),
    });
    expect(json).toMatchObject({ Event: 'test', PrimaryKey: 0, Entity: 'test', WebhookName: 'mine', Changes: [] });
  });

  it('reports chats, signed, with its own headers and properties', async () => {
    await register({ Headers: { 'X-Own': 'header' }, Properties: { own: 'property' } });
    const { json: session } = await call('POST', 'ChatTopic/819/Sessions', undefined, TJE0);
    await call('POST', 'ChatSession/475/Pickup', undefined, TJE0);
    await write();
    await until(() => eventsReceived().length >= 6);

    const events = received.slice(1);
    expect(events.map(({ json }) => `${json.Event} ${json.PrimaryKey}`)).toEqual([
      // A note of the system in a session is a message too.
      `chatsession.message ${session.ChatSessionId}`,
      `chatsession.created ${session.ChatSessionId}`,
      'chatsession.changed 475',
      'chatsession.message 475',
      'chatsession.message 549',
      'chatsession.changed 549',
    ]);
    for (const { headers, text, json } of events) {
      expect(headers).toMatchObject({
        'x-own': 'header',
        'x-superoffice-event': json.Event,
        'x-superoffice-eventid': json.EventId,
        'x-superoffice-signature': createHmac('sha256', SECRET).update(text).digest('base64'),
      });
      expect(json).toMatchObject({ own: 'property', Entity: 'chatsession', ContextIdentifier: 'Default' });
      expect(headers).not.toHaveProperty('x-hook-test');
    }
    expect(events[1]?.json.FieldValues).toMatchObject({ topicId: 819, status: 4 });
    expect(new Set(events.map(({ json }) => json.EventId)).size).toBe(6);
  });

  it('is not signed without a secret', async () => {
    await register({ Secret: null });

    expect(received[0]?.headers).not.toHaveProperty('x-superoffice-signature');
  });

  it('does not report changes without a new status, other events, or anything while it is stopped', async () => {
    await register({ Events: ['chatsession.changed'] });
    await register({ State: 'Stopped' });
    await call('POST', 'ChatSession/549/TransferTo/bo', undefined, TJE0);
    await call('POST', 'Webhook/chatsession.changed/1');
    await until(() => eventsReceived().length >= 1);

    expect(received.slice(2).map(({ json }) => json.PrimaryKey)).toEqual([1]);
  });

  it('reports any event that is signalled', async () => {
    await register({ Events: ['own.event'] });
    await call('POST', 'Webhook/own.event/17');
    await until(() => eventsReceived().length >= 1);

    expect(received.at(-1)?.json).toMatchObject({ Event: 'own.event', PrimaryKey: 17, Entity: 'own' });
  });

  it('is tried three times, with the same event', async () => {
    await register({ Events: ['chatsession.message'] });
    statuses = [500, 503];
    await write();
    await until(() => eventsReceived().length >= 3);
    await write();
    await until(() => eventsReceived().length >= 4);

    const tries = received.slice(1);
    expect(tries.map(({ headers }) => headers['x-superoffice-retry'])).toEqual([undefined, '1', '2', undefined]);
    expect(new Set(tries.slice(0, 3).map(({ text }) => text)).size).toBe(1);
    expect(tries[3]?.json.EventId).not.toBe(tries[0]?.json.EventId);
    expect(await stateOf(1)).toBe('Active');
  });

  it('is switched off after nine failures in a row, until it is saved again', async () => {
    await register({ Events: ['chatsession.message'] });
    statuses = Array.from({ length: 8 }, () => 500);
    for (const _event of [1, 2, 3]) {
      await write();
    }
    // The ninth try succeeds, which resets the count.
    await until(() => eventsReceived().length >= 9);
    expect(await stateOf(1)).toBe('Active');

    statuses = Array.from({ length: 9 }, () => 500);
    for (const _event of [1, 2, 3]) {
      await write();
    }
    await until(async () => (await stateOf(1)) === 'TooManyErrors');
    expect((await call('GET', 'Webhook/1/LastError')).json).toBe('REFUSED');
    await write();
    expect(eventsReceived()).toHaveLength(18);

    await call('PUT', 'Webhook/1', definition());
    expect(await stateOf(1)).toBe('Active');
    await write();
    await until(() => eventsReceived().length >= 19);
  });

  it('is switched off at once by 410', async () => {
    await register({ Events: ['chatsession.message'] });
    statuses = [410];
    await write();
    await until(async () => (await stateOf(1)) === 'TooManyErrors');

    expect(eventsReceived()).toHaveLength(1);
  });
});
