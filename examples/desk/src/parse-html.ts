const TAGS = ['a', 'b', 'br', 'em', 'i', 'li', 'ol', 'p', 'strong', 'u', 'ul'] as const;
const MAX_LENGTH = 20_000;
const MAX_DEPTH = 20;
/** A tag, or an address in the text. */
const TOKEN = /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^'"<>])*)>|https?:\/\/[^\s<>"']+/gi;
const HREF = /(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** The elements that a message may hold. */
export type Tag = (typeof TAGS)[number];

export interface Element {
  readonly tag: Tag;
  /** Of links alone: an address of the web, of mail or of a phone. */
  readonly href: string;
  readonly children: Piece[];
}

export type Piece = string | Element;

/**
 * What a message holds, as a tree of the few elements that are known here. Nothing else comes of a stranger's HTML: of any other
 * element the text remains. Addresses in the text become links.
 */
export function parseHtml(html: string): readonly Piece[] {
  const message: Element = { tag: 'p', href: '', children: [] };
  /** The elements that are not closed yet, the innermost last. */
  const open = [message];
  const add = (piece: Piece) => piece !== '' && open.at(-1)?.children.push(piece);
  const isLinked = () => open.some(({ tag }) => tag === 'a');
  let from = 0;
  for (const found of html.slice(0, MAX_LENGTH).matchAll(TOKEN)) {
    const [token, slash, name, attributes = ''] = found;
    const tag = TAGS.find((known) => known === name?.toLowerCase());
    add(decode(html.slice(from, found.index)));
    from = found.index + token.length;
    if (name === undefined) {
      // Marks at the end of an address belong to the sentence.
      const address = token.replace(/(?:[.,;:!?)\]]|&(?:quot|gt|#39);)+$/i, '');
      from += address.length - token.length;
      const href = decode(address);
      add(isLinked() ? href : { tag: 'a', href, children: [href] });
    } else if (tag && slash) {
      const index = open.findLastIndex((element) => element.tag === tag);
      open.splice(index > 0 ? index : open.length);
    } else if (tag && open.length <= MAX_DEPTH) {
      const href = tag === 'a' ? hrefOf(attributes) : '';
      const element: Element = { tag, href, children: [] };
      if (tag !== 'a' || (href && !isLinked())) {
        add(element);
        open.push(...(tag === 'br' ? [] : [element]));
      }
    }
  }
  add(decode(html.slice(from)));
  return message.children;
}

/** The text alone, for where a message is shown in one line. */
export function textOf(html: string): string {
  return flatten(parseHtml(html)).replace(/\s+/g, ' ').trim();
}

function flatten(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : ` ${flatten(piece.children)} `)).join('');
}

function hrefOf(attributes: string): string {
  const [, double, single, bare] = HREF.exec(attributes) ?? [];
  const href = decode(double ?? single ?? bare ?? '').trim();
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(href) ? href : '';
}

function decode(text: string): string {
  return text.replace(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) {
      return NAMED[name.toLowerCase()] ?? entity;
    }
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
