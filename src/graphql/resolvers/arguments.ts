import { idIn } from '../../superoffice/keys.js';
import { PublicError } from '../errors.js';

/** @throws {PublicError} `BAD_USER_INPUT` unless the id is a whole number from 1 to 2147483647. */
export function parseId(id: string): number {
  const key = idIn(id);
  if (key === undefined) {
    throw new PublicError('BAD_USER_INPUT', { message: 'Expected an id between 1 and 2147483647.' });
  }
  return key;
}

/** @throws {PublicError} `BAD_USER_INPUT` if the text is neither a user name nor an associate id. */
export function parseAssociate(userNameOrId: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const isText = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]{1,255}$/.test(userNameOrId) && userNameOrId.isWellFormed();
  // For SuperOffice, 0 and -1 mean nobody.
  const isNobody = /^([+-]?0+|-\d+)$/.test(userNameOrId);
  if (!isText || isNobody || userNameOrId !== userNameOrId.trim()) {
    throw new PublicError('BAD_USER_INPUT', {
      message:
        'Expected an associate id above 0, or a user name of 1 to 255 characters without control characters and ' +
        'without a blank at either end. `transferTargets` lists the associate ids.',
    });
  }
  return userNameOrId;
}

/** @throws {PublicError} `BAD_USER_INPUT` unless the text is 1 to 255 characters without control characters. */
export function parseText(text: string): string {
  if (!/^\P{Cc}{1,255}$/u.test(text) || !text.isWellFormed()) {
    throw new PublicError('BAD_USER_INPUT', {
      message:
        'Expected a text of 1 to 255 characters without control characters, such as line breaks. ' +
        'Search for a part of it that has none.',
    });
  }
  return text;
}
