import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { graphql as language, offsetToPos } from 'cm6-graphql';
import type { GraphQLSchema } from 'graphql';
import { getHoverInformation, type IPosition } from 'graphql-language-service';
import type { DocsPage } from '../model/docs/docs-page.js';
import { proseIn } from './prose.js';

/** GraphQL with completion, errors and explanations by a schema; a click with Ctrl or ⌘ leads to the documentation. */
export function graphql(schema: GraphQLSchema | undefined, showDocs: (page: DocsPage) => void): Extension {
  const support = language(schema, {
    onShowInDocs: (field, type, parentType) => {
      const owner = parentType ?? type;
      if (owner !== undefined) {
        showDocs({ type: named(owner), field });
      }
    },
    onCompletionInfoRender({ documentation, deprecationReason }) {
      const text = [documentation, deprecationReason].find((text) => text);
      return text ? proseIn(text) : null;
    },
  });
  return schema === undefined ? support : [support, explanations(schema)];
}

/** A tooltip with the type and the description of what is under the mouse. */
function explanations(schema: GraphQLSchema): Extension {
  return hoverTooltip(({ state }, position) => {
    const at = offsetToPos(state.doc, position) as unknown as IPosition;
    const { from, to } = state.wordAt(position) ?? { from: position, to: position };
    // Positions are before a character here, and after it there.
    at.setCharacter(at.character + 1);
    const text = String(getHoverInformation(schema, state.doc.toString(), at));
    return text === '' ? null : { pos: from, end: to, above: true, create: () => ({ dom: explanation(text) }) };
  });
}

function explanation(text: string): HTMLElement {
  const [signature = '', ...description] = text.split('\n\n');
  const box = document.createElement('div');
  box.className = 'explanation';
  // It may scroll, and keyboard users must be able to scroll it.
  box.tabIndex = 0;
  const code = document.createElement('code');
  code.className = 'explanation-signature';
  code.textContent = signature;
  box.append(code, proseIn(description.join('\n\n')));
  return box;
}

/** `[User!]!` -> `User`. */
function named(type: string): string {
  return type.replace(/[[\]!]/g, '');
}
