import type { EditorView, Rect } from '@codemirror/view';

/** In pixels. If it is narrower or lower, it cannot be read. */
const MIN_WIDTH = 160;
const MIN_HEIGHT = 44;
const MAX_WIDTH = 320;

/** Places the help on a completion beside the list, or else below or above it, never over it; hides it if there is no room. */
export function placeOfHelp(
  _view: EditorView,
  list: Rect,
  option: Rect,
  help: Rect,
  space: Rect,
): { readonly style: string; readonly class?: string } {
  const left = list.left - space.left;
  const right = space.right - list.right;
  if (Math.max(left, right) >= MIN_WIDTH) {
    const isRight = right >= Math.min(MAX_WIDTH, left);
    const top = Math.max(space.top, Math.min(option.top, space.bottom - (help.bottom - help.top))) - list.top;
    return {
      style: `top: ${top}px; width: max-content; max-width: ${Math.min(MAX_WIDTH, isRight ? right : left)}px`,
      class: `cm-completionInfo-${isRight ? 'right' : 'left'}`,
    };
  }
  const [above, below] = [list.top - space.top, space.bottom - list.bottom];
  const width = Math.min(MAX_WIDTH, space.right - space.left);
  const height = Math.max(above, below);
  return {
    style: [
      `${below >= above ? 'top' : 'bottom'}: 100%`,
      `left: ${Math.min(0, space.right - list.left - width)}px`,
      `width: ${width}px`,
      `max-height: ${height}px`,
      height < MIN_HEIGHT ? 'visibility: hidden' : '',
    ].join('; '),
  };
}
