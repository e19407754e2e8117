import type { History } from './kept/history.js';
import { adviceOn, adviceOnFailure } from './sending/advice.js';
import { answerOf } from './sending/send.js';
import type { Run } from './tab-run.js';

/** The outcome of an operation that was sent before the page was left or its tab closed; undefined if it is not kept. */
export function keptRun(history: History, sentId: string): Run | undefined {
  const entry = history.find(sentId);
  const texts = history.textsOf(sentId);
  if (entry === undefined || texts === undefined) {
    return undefined;
  }
  const { kind, sender, status } = entry;
  const { received, isExplained } = texts;
  const [isMutation, isSubscription] = [kind === 'mutation', kind === 'subscription'];
  if (received !== null) {
    const answer = answerOf(received);
    const sent = { isMutation, isSubscription, hasCredential: sender !== 'nobody', isExplained };
    return { state: 'answered', answer, advice: adviceOn(answer, sent), sent };
  }
  return status === 0 ? { state: 'failed', advice: adviceOnFailure('left', { isMutation }) } : undefined;
}
