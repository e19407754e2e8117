import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as client from '../client/index.js';
import {
  createSessionOrder,
  htmlOf,
  type Message,
  notArrived,
  type Piece,
  parseMessage,
  readFailure,
  retryAfterMsOf,
  textOf,
  untilAnswered,
  updateSessions,
} from '../client/index.js';
import { lastId, mergeMessages } from '../client/messages.js';

describe('docs/clients.md', () => {
  it('has each helper in its table', () => {
    const guide = readFileSync(new URL('../docs/clients.md', import.meta.url), 'utf8');
    const listed = [...guide.matchAll(/^\| (`\w+\(.*?\)`(?:, `\w+\(.*?\)`)*) \|/gm)].flatMap(([, names = '']) =>
      [...names.matchAll(/`(\w+)\(/g)].map(([, name]) => name),
    );

    expect(listed.sort()).toEqual(Object.keys(client).sort());
  });
});

describe('HTML of a message', () => {
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
    expect(markup('a < b && c > d &nope; <3')).toBe('a < b && c > d &nope; <3');
    expect(markup('<!-- a --')).toBe('<!-- a --');
    expect(markup('Chloe <chloe@example.com>, x<y')).toBe('Chloe <chloe@example.com>, x<y');
    expect(markup('<a href="x')).toBe('<a href="x');
    expect(markup('&lt;b&gt; &#128512; &#x41; &nbsp;')).toBe('<b> 😀 A \u00a0');
    expect(markup('&#0;&#9999999;')).toBe('');
  });

  it('shows characters that editors write by name, and no comments', () => {
    expect(markup('Bl&aring;b&aelig;r &Eacute;t&eacute; &ndash; &AElig;gir &quot;10&euro;&QUOT;')).toBe(
      'Blåbær Été – Ægir "10€"',
    );
    expect(markup('a<!-- b -->c')).toBe('ac');
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
    expect(depthOf(parseMessage('<b>'.repeat(5000)))).toBeLessThanOrEqual(22);
    const long = parseMessage(`${'<p><b>x</b>'.repeat(3000)}tail`);
    expect(elementsOf(long).length).toBeLessThanOrEqual(1010);
    expect(write(long).endsWith('xtail</p>')).toBe(true);
  });

  it('is read in a time that grows with its length alone', () => {
    for (const part of [
      '.',
      '<!--',
      '&eacute',
      '<a ',
      '<a "',
      '<a\'"',
      '<a href="',
      ' href ',
      '&#',
      '<p><b>x',
      '<ul><li>',
    ]) {
      const many = part.repeat(500_000 / part.length);
      const start = performance.now();
      for (const html of [many, `http://${many}x`, `<a ${many}`, `<a ${many}>`]) {
        parseMessage(html);
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
        for (const { tag, href } of elementsOf(parseMessage(scraps.join('')))) {
          expect(known.has(tag)).toBe(true);
          expect(href).toMatch(tag === 'a' ? /^(https?:\/\/|mailto:|tel:)/i : /^$/);
        }
      }),
    );
  });

  it('is one line of text where there is room for one', () => {
    expect(textOf('You need: <ul><li>the\nreceipt</li><li>the box</li></ul>')).toBe('You need: the receipt the box');
    expect(textOf('Hold it for <b>ten seconds</b>, then let <i>go</i>.<br>Thanks')).toBe(
      'Hold it for ten seconds, then let go. Thanks',
    );
  });
});

describe('Sessions', () => {
  it('take a snapshot in place of all, and later values one by one', () => {
    const first = updateSessions([session('1'), session('2')], {
      isSnapshot: true,
      sessions: [session('3')],
      goneIds: [],
    });
    expect(first.map(({ id }) => id)).toEqual(['3']);
    const second = updateSessions(first, {
      isSnapshot: false,
      sessions: [session('4'), session('3', 'MINE')],
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
});

describe('The order of states of a session', () => {
  it('is that in which the stream told them, where an answer comes late', () => {
    const order = createSessionOrder<ReturnType<typeof session>>();
    const before = order.begin();
    expect(order.newest(session('3', 'MINE'), before).part).toBe('MINE');
    order.told({ isSnapshot: false, sessions: [session('3', 'OTHERS')], goneIds: [] });
    expect(order.newest(session('3', 'MINE'), before).part).toBe('OTHERS');
    expect(order.newest(session('4', 'MINE'), before).part).toBe('MINE');
    expect(order.newest(session('3', 'ENDED'), order.begin()).part).toBe('ENDED');
    // What is gone is not kept.
    order.told({ isSnapshot: false, sessions: [], goneIds: ['3'] });
    expect(order.newest(session('3', 'ENDED'), before).part).toBe('ENDED');
  });
});

describe('Messages', () => {
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

describe('Texts of an agent', () => {
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

describe('Failures', () => {
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
    expect(retryAfterMsOf({ graphQLErrors: [{ extensions: { retryAfterMs: 1500 } }] })).toBe(1500);
    expect(retryAfterMsOf({ graphQLErrors: [] })).toBe(0);
  });
});

describe('A question that is asked until it is answered', () => {
  it('is given up at once when its signal aborts, answered or not', async () => {
    for (const ask of [() => new Promise<never>(() => undefined), async () => ({ error: new Error('no answer') })]) {
      const signedOut = new AbortController();
      const answer = untilAnswered(ask, signedOut.signal);
      await new Promise((resolve) => setTimeout(resolve));
      const abortedAt = performance.now();
      signedOut.abort();

      expect(await answer).toBeUndefined();
      expect(performance.now() - abortedAt).toBeLessThan(1000);
    }
  });
});

function markup(html: string): string {
  return write(parseMessage(html));
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

function message(id: string, whenPosted: string, text = ''): Message {
  return {
    id,
    type: 'TO_CUSTOMER',
    message: text,
    whenPosted,
  };
}

function outgoing(text: string, after?: number) {
  return { text, after };
}

function session(id: string, part = 'QUEUED') {
  return { id, part };
}
