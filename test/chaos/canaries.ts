import { createHash } from 'node:crypto';

/** The caller: the credential together with the language. */
export interface Identity {
  readonly authorization: string;
  readonly 'accept-language': string;
}

/** In everything that must never show: credentials, user names, messages, customer data, SuperOffice's texts. */
export const CANARY = /canary/i;

/** In what SuperOffice sends besides data. No client may get it. */
export const UPSTREAM_TEXT = 'canarytext at SuperOffice.Canary() in C:\\canary.cs:line 7';

const DATA = /canarydata-(\w+)/g;

/** A text of customer data that shows who may see it. */
export function dataFor({ authorization, 'accept-language': language }: Partial<Identity>): string {
  const marker = createHash('sha256').update(`${authorization}\n${language}`).digest('hex').slice(0, 12);
  return `canarydata-${marker}`;
}

/** The texts of customer data that an answer holds. */
export function dataIn(answer: string): readonly string[] {
  return answer.match(DATA) ?? [];
}
