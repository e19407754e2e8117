import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { customerOf, isWaiting, listsOf, type Session, updateSessions } from '../examples/desk/src/board.js';
import { pauseOf, readFailure } from '../examples/desk/src/errors.js';
import { agoOf, dayOf, momentOf } from '../examples/desk/src/format.js';
import {
  htmlOf,
  lastId,
  type Message,
  mergeMessages,
  notArrived,
  type Outgoing,
} from '../examples/desk/src/messages.js';
import { type Piece, parseHtml, textOf } from '../examples/desk/src/parse-html.js';

describe('HTML of a message in the example desk', () => {
  it('keeps the elements that SuperOffice keeps, nested as they are', () => {
    expect(markup('Hold it for <b>ten <i>seconds</i></b>.<ul><li>a</li><li>b</li></ul>')).toBe(
      'Hold it for <b>ten <i>seconds</i></b>.<ul><li>a</li><li>b</li></ul>',
    );
    expect(markup('one<BR/>two<br>three')).toBe('one<br></br>two<br></br>three');
  });

  it('makes no element of anything else, and keeps its text', () => {
    expect(markup('<img src=x onerror="alert(1)">hi')).toBe('hi');
    expect(markup('<script>alert(1)</script>')).toBe('alert(1)');
    expect(markup('<svg><a xlink:href="javascript:alert(1)">x</a></svg>')).toBe('x');
    expect(markup('<iframe srcdoc="x"></iframe>')).toBe('');
    expect(markup('<b onclick="alert(1)" style="color:red">x</b>')).toBe('<b>x</b>');
  });

  it.each([
    ['<a href="https://example.com/?a=1&amp;b=2">x</a>', '<a https://example.com/?a=1&b=2>x</a>'],
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['<a href=" JAVASCRIPT:alert(1)">x</a>', 'x'],
    ['<a href="&#106;avascript:alert(1)">x</a>', 'x'],
    ['<a href="data:text/html,x">x</a>', 'x'],
    ['<a href="//example.com">x</a>', 'x'],
    ['<a href="mailto:a@example.com">x</a>', '<a mailto:a@example.com>x</a>'],
    ['See https://example.com/a.', 'See <a https://example.com/a>https://example.com/a</a>.'],
    ['(https://example.com/?a=1&amp;b=2)', '(<a https://example.com/?a=1&b=2>https://example.com/?a=1&b=2</a>)'],
    ['<a href="https://a.example">https://b.example</a>', '<a https://a.example>https://b.example</a>'],
  ])('links to the web, mail and phones alone: %s', (html, expected) => {
    expect(markup(html)).toBe(expected);
  });

  it('shows what only looks like a tag or an entity as it was typed', () => {
    expect(markup('a < b && c > d &copy; <3')).toBe('a < b && c > d &copy; <3');
    expect(markup('Chloe <chloe@example.com>, x<y')).toBe('Chloe <chloe@example.com>, x<y');
    expect(markup('<a href="x')).toBe('<a href="x');
    expect(markup('&lt;b&gt; &#128512; &#x41; &nbsp;')).toBe('<b> 😀 A \u00a0');
    expect(markup('&#0;&#9999999;')).toBe('');
  });

  it('closes what is left open, and ignores what was never opened', () => {
    expect(markup('a</b></i>b<b>c')).toBe('ab<b>c</b>');
    expect(markup('<b><i>x</b>y</i>z')).toBe('<b><i>x</i></b>yz');
  });

  it('begins a line at each block, and has items in lists alone', () => {
    expect(markup('<h1>a</h1>\n<div>b<p>c</div>\nd')).toBe('<p>a</p><p>b</p><p>c</p>\nd');
    expect(markup('<li>a<li>b')).toBe('<ul><li>a</li><li>b</li></ul>');
    expect(markup('<ol>\na<li>b</li>\n<ul><li>c</ul></ol>d')).toBe(
      '<ol><li>\na</li><li>b</li><li><ul><li>c</li></ul></li></ol>d',
    );
  });

  it('makes a bounded number of elements, to a bounded depth, and keeps all text of a long message', () => {
    expect(depthOf(parseHtml('<b>'.repeat(5000)))).toBeLessThanOrEqual(22);
    const long = parseHtml(`${'<p><b>x</b>'.repeat(3000)}tail`);
    expect(elementsOf(long).length).toBeLessThanOrEqual(1010);
    expect(write(long).endsWith('xtail</p>')).toBe(true);
  });

  it('is read in a time that grows with its length alone', () => {
    for (const part of ['.', '<a ', '<a "', '<a\'"', '<a href="', ' href ', '&#', '<p><b>x', '<ul><li>']) {
      const many = part.repeat(500_000 / part.length);
      const start = performance.now();
      for (const html of [many, `http://${many}x`, `<a ${many}`, `<a ${many}>`]) {
        parseHtml(html);
      }
      expect([part, performance.now() - start < 2000]).toEqual([part, true]);
    }
  });

  it('makes no element but the known ones of any text', () => {
    const known = new Set(['a', 'b', 'br', 'em', 'i', 'li', 'ol', 'p', 'strong', 'u', 'ul']);
    const scrap = fc.constantFrom(
      '<',
      '>',
      '</',
      '"',
      "'",
      '=',
      '&',
      '#',
      ';',
      'a',
      'b',
      'p',
      ' href',
      'javascript:',
      'https://',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 60 }), (scraps) => {
        for (const { tag, href } of elementsOf(parseHtml(scraps.join('')))) {
          expect(known.has(tag)).toBe(true);
          expect(href).toMatch(tag === 'a' ? /^(https?:\/\/|mailto:|tel:)/i : /^$/);
        }
      }),
    );
  });

  it('is one line of text where there is room for one', () => {
    expect(textOf('You need: <ul><li>the\nreceipt</li><li>the box</li></ul>')).toBe('You need: the receipt the box');
  });
});

describe('Lists of the example desk', () => {
  it('take a snapshot in place of all, and later values one by one', () => {
    const first = updateSessions([session('1'), session('2')], {
      isSnapshot: true,
      sessions: [session('3')],
      goneIds: [],
    });
    expect(first.map(({ id }) => id)).toEqual(['3']);
    const second = updateSessions(first, {
      isSnapshot: false,
      sessions: [session('4'), session('3', { part: 'MINE' })],
      goneIds: ['5'],
    });
    expect(second.map(({ id, part }) => [id, part])).toEqual([
      ['3', 'MINE'],
      ['4', 'QUEUED'],
    ]);
    expect(updateSessions(second, { isSnapshot: false, sessions: [], goneIds: ['3'] }).map(({ id }) => id)).toEqual([
      '4',
    ]);
  });

  it('have each session once, in the list of its part, the oldest first', () => {
    const lists = listsOf([
      session('9', { part: 'QUEUED', whenRequested: '2026-03-01T10:00:00.000Z' }),
      session('10', { part: 'QUEUED', whenRequested: '2026-03-01T11:00:00.000+02:00' }),
      session('11', { part: 'MINE' }),
      session('12', { part: 'ENDED' }),
    ]);
    expect(lists.map(({ name, sessions }) => [name, sessions.map(({ id }) => id)])).toEqual([
      ['Offered', []],
      ['Mine', ['11']],
      ['Queue', ['10', '9']],
      ['Colleagues', []],
    ]);
  });

  it('name customers by what is to be seen of a name', () => {
    expect(customerOf(session('7', { customerName: '\u200b\u202e \u2800', customerAlias: '\u3164' }))).toBe(
      'Visitor 7',
    );
    expect(customerOf(session('7', { customerName: ' ', customerAlias: '😀' }))).toBe('😀');
  });

  it('say which chats wait for the agent: offers, and own ones where the customer wrote last', () => {
    const sessions = [
      session('1', { part: 'OFFERED' }),
      session('2', { part: 'MINE', status: 'CUSTOMER_LAST' }),
      session('3', { part: 'MINE', status: 'USER_LAST' }),
      session('4', { part: 'OTHERS', status: 'CUSTOMER_LAST' }),
      session('5', {
        part: 'MINE',
        status: 'CUSTOMER_LAST',
        transferTo: { __typename: 'User', id: '3', fullName: 'Bo' },
      }),
    ];
    expect(sessions.filter(isWaiting).map(({ id }) => id)).toEqual(['1', '2']);
  });
});

describe('Times in the example desk', () => {
  it('say the day, unless it is today where the agent is', () => {
    const evening = new Date(2026, 2, 1, 23, 59, 50);
    const night = new Date(2026, 2, 2, 0, 0, 10);

    expect(dayOf(evening.toISOString(), evening.getTime())).toBe('Today');
    expect(dayOf(evening.toISOString(), night.getTime())).toMatch(/2026/);
    expect(momentOf(evening.toISOString(), evening.getTime())).not.toMatch(/2026/);
    expect(momentOf(evening.toISOString(), night.getTime())).toMatch(/2026.*59/);
    expect(agoOf(night.toISOString(), evening.getTime())).toBe('now');
  });
});

describe('Messages of the example desk', () => {
  it('are shown once and in order, whichever way and however often they come', () => {
    const first = message('10', '2026-03-01T10:00:00.000Z');
    const delayed = message('11', '2026-03-01T10:05:00.000Z');
    const third = message('12', '2026-03-01T10:01:00.000Z');
    const all = [first, delayed, third];
    fc.assert(
      fc.property(fc.array(fc.subarray(all)), (deliveries) => {
        const merged = [...deliveries, all].reduce<Message[]>(mergeMessages, []);
        expect(merged.map(({ id }) => id)).toEqual(['10', '12', '11']);
      }),
    );
    expect(lastId(all)).toBe(12);
    expect(lastId([])).toBe(0);
  });

  it('replace the agent’s own message as soon as they arrive', () => {
    const written = message('12', '2026-03-01T10:01:00.000Z', 'Hello ');
    expect(notArrived([], [outgoing('Hello', 11)])).toHaveLength(1);
    expect(notArrived([written], [outgoing('Hello', 11)])).toEqual([]);
    // An earlier message with the same text does not count.
    expect(notArrived([written], [outgoing('Hello', 12)])).toHaveLength(1);
    // Each message of the chat confirms one outgoing message.
    expect(notArrived([written], [outgoing('Hello', 11), outgoing('Hello', 11)])).toHaveLength(1);
    expect(notArrived([{ ...written, type: 'TO_USER' }], [outgoing('Hello', 11)])).toHaveLength(1);
    expect(notArrived([written], [outgoing('Hello')])).toHaveLength(1);
  });
});

describe('Texts of the example desk', () => {
  const text = 'a <b> & "c"\nhttps://example.com/?a=1&b=2.';

  it('are escaped, so that they are read as they were typed', () => {
    expect(htmlOf(text)).toBe('a &lt;b&gt; &amp; "c"\nhttps://example.com/?a=1&amp;b=2.');
    expect(textOf(htmlOf('x < y && <i>'))).toBe('x < y && <i>');
  });

  it.each([
    text,
    htmlOf(text),
    ` ${htmlOf(text).replace('\n', '<br />')}\n`,
    htmlOf(text).replaceAll('"', '&#34;').replace('https', '<a href="https://example.com/">https').concat('</a>'),
  ])('are found in a chat, whatever HTML comes back: %j', (returned) => {
    const returnedMessage = message('12', '2026-03-01T10:01:00.000Z', returned);
    expect(notArrived([returnedMessage], [outgoing(text, 11)])).toEqual([]);
    expect(notArrived([returnedMessage], [outgoing(`${text}!`, 11)])).toHaveLength(1);
  });
});

describe('Failures in the example desk', () => {
  it('are none where only a part of the answer is missing', () => {
    const extensions = { code: 'UPSTREAM_ERROR' };
    expect(readFailure({ graphQLErrors: [{ path: ['session', 'part'], extensions }] })).toBeUndefined();
    expect(readFailure({ graphQLErrors: [{ path: ['session'], extensions }] })).toMatchObject({ outcome: 'UNKNOWN' });
    expect(readFailure(undefined)).toBeUndefined();
  });

  it.each([
    [{ code: 'UPSTREAM_TIMEOUT', outcome: 'UNKNOWN', requestId: 'r' }, 'UNKNOWN', false],
    [{ code: 'FORBIDDEN', outcome: 'REJECTED', requestId: 'r' }, 'REJECTED', false],
    [{ code: 'OVERLOADED', outcome: 'NOT_SENT', retryable: true }, 'NOT_SENT', false],
    [{ code: 'RATE_LIMITED' }, 'NOT_SENT', false],
    [{ code: 'INTERNAL_SERVER_ERROR' }, 'UNKNOWN', false],
    // An error of a gateway.
    [{}, 'UNKNOWN', false],
    [undefined, 'UNKNOWN', true],
  ])('know what became of the change: %j', (extensions, outcome, isUnanswered) => {
    const error = { graphQLErrors: extensions ? [{ extensions }] : [] };
    expect(readFailure(error)).toMatchObject({ outcome, isUnanswered });
  });

  it('know how long to wait', () => {
    expect(pauseOf({ graphQLErrors: [{ extensions: { retryAfterMs: 1500 } }] })).toBe(1500);
    expect(pauseOf({ graphQLErrors: [] })).toBe(0);
  });
});

function markup(html: string): string {
  return write(parseHtml(html));
}

function write(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) =>
      typeof piece === 'string'
        ? piece
        : `<${[piece.tag, piece.href].filter(Boolean).join(' ')}>${write(piece.children)}</${piece.tag}>`,
    )
    .join('');
}

function elementsOf(pieces: readonly Piece[]): Exclude<Piece, string>[] {
  return pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece, ...elementsOf(piece.children)]));
}

function depthOf(pieces: readonly Piece[]): number {
  return Math.max(0, ...pieces.map((piece) => (typeof piece === 'string' ? 0 : 1 + depthOf(piece.children))));
}

function session(id: string, changes: Partial<Session> = {}): Session {
  return {
    __typename: 'ChatSession',
    id,
    part: 'QUEUED',
    status: 'IN_QUEUE',
    whenRequested: null,
    whenIdle: null,
    firstMessage: null,
    lastMessage: null,
    customerName: null,
    customerAlias: null,
    topic: null,
    user: null,
    transferTo: null,
    person: null,
    contact: null,
    ...changes,
  };
}

function message(id: string, whenPosted: string, text = ''): Message {
  return {
    __typename: 'ChatMessage',
    id,
    type: 'TO_CUSTOMER',
    author: null,
    message: text,
    specialType: 'NONE',
    specialParam: null,
    whenPosted,
  };
}

function outgoing(text: string, after?: number): Outgoing {
  return { key: `${text}${after}`, text, after, state: 'sending' };
}
