import { DraftError, readObject } from './request.js';

/** What a link can hold: never headers, which may hold a credential. */
export interface Shared {
  readonly document: string;
  /** A JSON object; empty for none. */
  readonly variables: string;
}

/** Of a fragment. Programs that pass longer links on cut them. */
const MAX_LENGTH = 16_000;

/** A link that opens an operation, and does not run it; undefined where it would be too long. */
export function linkTo(endpoint: string, { document, variables }: Shared): string | undefined {
  const parameters = new URLSearchParams({
    operation: document,
    ...(variables.trim() !== '' && { variables }),
  });
  const fragment = `#${parameters}`;
  return fragment.length > MAX_LENGTH ? undefined : endpoint + fragment;
}

/** What a fragment holds, whoever has made it; undefined: it is none of a link. */
export function sharedIn(fragment: string): Shared | 'unreadable' | undefined {
  if (!/^#operation=/.test(fragment)) {
    return undefined;
  }
  const parameters = new URLSearchParams(fragment.slice(1));
  const document = parameters.get('operation') ?? '';
  const variables = parameters.get('variables') ?? '';
  return fragment.length > MAX_LENGTH || document.trim() === '' || !isObject(variables)
    ? 'unreadable'
    : { document, variables };
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
