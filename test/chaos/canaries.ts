import { createHash } from 'node:crypto';

/** Who asks: the credential, and the language, which are never told apart from it. */
export interface Identity {
  readonly authorization: string;
  readonly 'accept-language': string;
}

/** In everything that is never to be seen: credentials, user names, messages, customer data, SuperOffice's texts. */
export const CANARY = /canary/i;

/** In what SuperOffice says beside its data, which reaches nobody. */
export const UPSTREAM_TEXT = 'canarytext at SuperOffice.Canary() in C:\\canary.cs:line 7';

const DATA = /canarydata-(\w+)/g;

/** A text of customer data, by which whoever may see it can be told. */
export function dataFor({ authorization, 'accept-language': language }: Partial<Identity>): string {
  const marker = createHash('sha256').update(`${authorization}\n${language}`).digest('hex').slice(0, 12);
  return `canarydata-${marker}`;
}

/** The texts of customer data that an answer holds. */
export function dataIn(answer: string): readonly string[] {
  return answer.match(DATA) ?? [];
}
