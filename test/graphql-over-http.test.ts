import { describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { useFacade } from './helpers/facade.js';

const NOT_EXECUTED = 'An operation that is not executed is answered with 400, whichever type of answer is accepted.';
const NO_PREFLIGHT = 'A foreign page could send it: a GET needs a header for which browsers ask beforehand.';

/** Recommendations (`warn`) and permissions (`notice`) of the specification that are not followed, by the audit's id, and why. */
const LEFT_UNDONE: Readonly<Record<string, { readonly status: 'warn' | 'notice'; readonly why: string }>> = {
  '572B': { status: 'warn', why: NOT_EXECUTED },
  FDE2: { status: 'warn', why: NOT_EXECUTED },
  '7B9B': { status: 'warn', why: NOT_EXECUTED },
  '5A70': { status: 'notice', why: NO_PREFLIGHT },
  D6D5: { status: 'notice', why: NO_PREFLIGHT },
  '6A70': { status: 'notice', why: NO_PREFLIGHT },
};

describe('the GraphQL over HTTP specification', () => {
  const pair = useFacade();
  const audits = serverAudits({ url: () => pair.facade.url });

  it.each(audits)('$name ($id)', async ({ id, fn }) => {
    expect(await fn()).toMatchObject({ status: LEFT_UNDONE[id]?.status ?? 'ok' });
  });

  it('has every audit that fails', () => {
    expect(audits.map(({ id }) => id)).toEqual(expect.arrayContaining(Object.keys(LEFT_UNDONE)));
  });
});
