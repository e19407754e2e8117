import { DraftError, readObject } from '../sending/request.js';

/** What a link can hold: never headers, which may hold a credential. */
export interface Shared {
  readonly document: string;
  /** A JSON object; empty for none. */
  readonly variables: string;
}

/** The maximum length of a fragment. Some programs cut longer links. */
const MAX_LENGTH = 16_000;

/** A link that opens an operation without running it, or why nobody could open it. */
export function linkTo(
  endpoint: string,
  { document, variables }: Shared,
): { readonly link: string } | { readonly reason: string } {
  const parameters = new URLSearchParams({
    operation: document,
    ...(variables.trim() !== '' && { variables }),
  });
  const fragment = `#${parameters}`;
  if (document.trim() === '') {
    return { reason: 'There is no operation yet.' };
  }
  if (!isObject(variables)) {
    return { reason: 'The variables are not a JSON object yet. Correct them, or make a link without them.' };
  }
  return fragment.length > MAX_LENGTH
    ? { reason: 'This is too long for a link. Send the text of the operation instead.' }
    : { link: endpoint + fragment };
}

/** What a fragment from any source holds; undefined if it is not from a link. */
export function sharedIn(fragment: string): Shared | 'unreadable' | undefined {
  if (!/^#(?:operation|variables)=/.test(fragment)) {
    return undefined;
  }
  const parameters = new URLSearchParams(fragment.slice(1));
  const document = parameters.get('operation') ?? '';
  const variables = parameters.get('variables') ?? '';
  return fragment.length > MAX_LENGTH || isCut(fragment) || document.trim() === '' || !isObject(variables)
    ? 'unreadable'
    : { document, variables };
}

/** Whether a multi-byte or percent-encoded character is cut off. */
function isCut(fragment: string): boolean {
  try {
    decodeURIComponent(fragment);
    return false;
  } catch {
    return true;
  }
}

function isObject(variables: string): boolean {
  try {
    readObject(variables, 'variables');
    return true;
  } catch (error) {
    if (error instanceof DraftError) {
      return false;
    }
    throw error;
  }
}
