import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Lines that are indented deeper wrap as if they were at this depth. */
const MAX_WIDTH = 40;

/** In characters, from the beginning of the line. */
const FURTHER = 2;

const WIDTHS = Array.from({ length: MAX_WIDTH + 1 }, (_, width) => width);

/** Classes instead of inline styles: browsers that join lines would write the styles into the text. */
const LINES = WIDTHS.map((width) => Decoration.line({ class: `cm-indented-${width}` }));

/** A line that is too long continues below its own beginning, indented a little. */
export const hangingIndent = [
  EditorView.lineWrapping,
  EditorView.theme(
    Object.fromEntries(
      WIDTHS.map((width) => {
        const indent = `${width + FURTHER}ch`;
        return [`.cm-line.cm-indented-${width}`, { textIndent: `-${indent}`, paddingLeft: `calc(${indent} + 8px)` }];
      }),
    ),
  ),
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;

      constructor(view: EditorView) {
        this.decorations = indentsOf(view);
      }

      update({ docChanged, viewportChanged, view }: ViewUpdate) {
        if (docChanged || viewportChanged) {
          this.decorations = indentsOf(view);
        }
      }
    },
    { decorations: ({ decorations }) => decorations },
  ),
];

function indentsOf({ visibleRanges, state }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of visibleRanges) {
    for (let position = from; position <= to; ) {
      const line = state.doc.lineAt(position);
      const width = Math.min(line.text.search(/\S|$/), MAX_WIDTH);
      builder.add(line.from, line.from, LINES[width] as Decoration);
      position = line.to + 1;
    }
  }
  return builder.finish();
}
