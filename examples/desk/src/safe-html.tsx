import { type ReactNode, useMemo } from 'react';
import { type Piece, parseMessage } from 'superoffice-graphql/client';

/** A message's text as elements. Only elements that `parseMessage` allows reach the page. */
export function SafeHtml({ html }: { readonly html: string }) {
  return useMemo(() => render(parseMessage(html)), [html]);
}

function render(pieces: readonly Piece[]): ReactNode {
  return pieces.map((piece, index) => {
    if (typeof piece === 'string') {
      return piece;
    }
    const { tag: Tag, href, children } = piece;
    const link = Tag === 'a' && { href, target: '_blank', rel: 'noreferrer noopener nofollow' };
    return Tag === 'br' ? (
      <br key={index} />
    ) : (
      <Tag key={index} {...link}>
        {render(children)}
      </Tag>
    );
  });
}
