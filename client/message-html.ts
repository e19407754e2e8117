const TAGS = ['a', 'b', 'br', 'em', 'i', 'li', 'ol', 'p', 'strong', 'u', 'ul'] as const;
/** They begin a line, as a paragraph does. */
const BLOCK = /^(?:p|div|h[1-6]|tr|pre|blockquote)$/i;
const MAX_ELEMENTS = 1000;
const MAX_DEPTH = 20;

// These look at each character a few times at most, so that no text stops the page.
/** A comment, a tag, or text up to the next `<`. `a < b` has no tag, nor has `<chloe@example.com>`. */
const TOKEN = /<!--[^<>]*>|<(\/?)([a-z][a-z0-9]*)((?:[\s/](?:"[^"<]*"|'[^'<]*'|[^'"<>])*)?)>|.[^<]*/gis;
const HREF = /[\s/]href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i;
/** An address in the text. Marks at its end belong to the sentence. */
const ADDRESS = /(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)\]])/i;
const ENTITY = /&(?:#(\d{1,7}|x[\da-f]{1,6})|([a-z]{2,8}));/gi;
/** Those that editors write. Any other one is shown as it is. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  aelig: 'æ',
  AElig: 'Æ',
  oslash: 'ø',
  Oslash: 'Ø',
  szlig: 'ß',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  euro: '€',
};
/** Letters with a mark, such as `&eacute;` and `&Aring;`. */
const MARKED = /^([a-z])(grave|acute|circ|tilde|uml|ring|cedil)$/i;
const MARKS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
};

/** The elements of a message that are kept. */
export type Tag = (typeof TAGS)[number];

export interface Element {
  readonly tag: Tag;
  /** Of links alone: an address of the web, of mail or of a phone. */
  readonly href: string;
  readonly children: Piece[];
}

export type Piece = string | Element;

/**
 * Reads `ChatMessage.message`, which is a stranger's HTML, as a tree of a few harmless elements, to be shown as elements and never as HTML.
 * Of any other element only the text is kept. Addresses in the text become links. The browser's own parser is not used, because it makes
 * thousands of elements of a few unclosed ones.
 */
export function parseMessage(html: string): readonly Piece[] {
  const message: Element = { tag: 'p', href: '', children: [] };
  /** The elements that are not closed yet, the innermost last. */
  const open = [message];
  const top = () => open.at(-1) ?? message;
  const close = (index: number) => open.splice(index > 0 ? index : open.length);
  let elements = 0;

  function start(tag: Tag, href = ''): void {
    // Lists hold only items, and items are only in lists.
    if (isList(top()) !== (tag === 'li')) {
      start(tag === 'li' ? 'ul' : 'li');
    }
    const element = { tag, href, children: [] };
    top().children.push(element);
    open.push(element);
    elements += 1;
  }
  function addText(text: string): void {
    const last = top().children.at(-1);
    const isBetweenLines = isList(top()) || (typeof last === 'object' && last.tag === 'p');
    if (isBetweenLines && text.trim() === '') {
      return;
    }
    for (const [index, part] of text.split(ADDRESS).entries()) {
      const isAddress = index % 2 === 1 && !open.some(({ tag }) => tag === 'a');
      if (isList(top())) {
        start('li');
      }
      top().children.push(isAddress ? { tag: 'a', href: part, children: [part] } : part);
    }
  }
  function addTag(tag: Tag, attributes: string): void {
    const href = tag === 'a' ? hrefOf(attributes) : '';
    if (tag === 'p' && top().tag === 'p') {
      close(open.length - 1);
    } else if (tag === 'li' && open.some(isList)) {
      close(open.findLastIndex(isList) + 1);
    }
    if (tag !== 'a' || (href && !open.some((element) => element.tag === 'a'))) {
      start(tag, href);
    }
    if (tag === 'br') {
      open.pop();
    }
  }

  for (const [token, slash, name, attributes = ''] of html.matchAll(TOKEN)) {
    const tag = BLOCK.test(name ?? '') ? 'p' : TAGS.find((known) => known === name?.toLowerCase());
    if (name === undefined) {
      addText(token.startsWith('<!--') && token.endsWith('>') ? '' : decode(token));
    } else if (tag && slash) {
      close(open.findLastIndex((element) => element.tag === tag));
    } else if (tag && open.length <= MAX_DEPTH && elements < MAX_ELEMENTS) {
      addTag(tag, attributes);
    }
  }
  return message.children;
}

/** The text of a message's first 1,000 characters, in one line. */
export function textOf(html: string): string {
  return allTextOf(html.slice(0, 1000)).replace(/\s+/g, ' ').trim();
}

/** All of a message's text. */
export function allTextOf(html: string): string {
  return flatten(parseMessage(html));
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A text as HTML for `addChatMessage`: the customer reads it as it was typed. */
export function htmlOf(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? '');
}

function flatten(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      const text = typeof piece === 'string' ? piece : flatten(piece.children);
      return typeof piece === 'object' && /^(?:br|li|ol|p|ul)$/.test(piece.tag) ? ` ${text} ` : text;
    })
    .join('');
}

function isList({ tag }: Element): boolean {
  return tag === 'ul' || tag === 'ol';
}

function hrefOf(attributes: string): string {
  const [, double, single, bare] = HREF.exec(attributes) ?? [];
  const href = decode(double ?? single ?? bare ?? '').trim();
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(href) ? href : '';
}

function decode(text: string): string {
  return text.replace(ENTITY, (typed, number?: string, name = '') => {
    const code = Number(number?.replace(/^x/i, '0x') ?? 0);
    return number ? (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '') : (characterOf(name) ?? typed);
  });
}

function characterOf(name: string): string | undefined {
  const [, letter, mark = ''] = MARKED.exec(name) ?? [];
  return letter ? (letter + MARKS[mark]).normalize() : (NAMED[name] ?? NAMED[name.toLowerCase()]);
}
