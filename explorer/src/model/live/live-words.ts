import type { Gap, Live } from './live.js';

/** How long no value comes before the stream is called quiet. */
export const QUIET_MS = 15_000;

const GAPS: Readonly<Record<Gap, string>> = {
  reconnect: 'The server asked the page to open the stream again.',
  cut: 'The connection was cut.',
  unreachable: 'The server cannot be reached.',
  busy: 'The server has no room for the stream now.',
};

/**
 * The state of a stream, in words that change only with it.
 *
 * @param time writes a time, given in milliseconds since 1970
 */
export function wordsOf(live: Live, now: number, time: (at: number) => string, maxTries: number): string {
  const { phase, since, tries } = live;
  switch (phase.name) {
    case 'connecting':
      return tries === 0 ? 'Connecting …' : `Connecting again: try ${tries} of ${maxTries} …`;
    case 'live':
      return liveWords(live, now, time);
    case 'waiting':
      return `${GAPS[phase.gap]} Try ${tries} of ${maxTries} is at ${time(phase.nextAt)}.`;
    case 'ended':
      return endWords(live, time(since));
  }
}

function liveWords({ since, values }: Live, now: number, time: (at: number) => string): string {
  const [latest] = values;
  const start = `Live since ${time(since)}`;
  if (latest?.staleSince !== undefined) {
    const answeredAt = Date.parse(latest.staleSince);
    const lastAnswer = Number.isNaN(answeredAt) ? '' : ` Its last answer came at ${time(answeredAt)}.`;
    return `${start}, but SuperOffice cannot be reached.${lastAnswer} Changes follow when it answers again.`;
  }
  if (latest === undefined || latest.at < since) {
    return `${start}, no value yet.`;
  }
  return now - latest.at < QUIET_MS ? `${start}.` : `${start}, quiet since ${time(latest.at)}.`;
}

function endWords({ phase, values, tries }: Live, at: string): string {
  switch (phase.name === 'ended' ? phase.end : undefined) {
    case 'complete':
      return `Complete at ${at}: no more values will come.`;
    case 'error':
      return `Ended at ${at} with ${values[0]?.errors[0]?.code ?? 'an error'}.`;
    case 'refused':
      return `Ended at ${at}. It cannot be opened again.`;
    case 'lost':
      return `Ended at ${at}: ${tries} tries to open it again failed.`;
    default:
      return `Stopped at ${at}.`;
  }
}

/** How many values came, how many are gone, and how often the stream was opened again. */
export function countsOf({ received, values, openings }: Live): readonly string[] {
  const gone = received - values.length;
  const again = openings - 1;
  return [
    `${received} ${received === 1 ? 'value' : 'values'}`,
    ...(gone > 0 ? [`the oldest ${gone} are not kept`] : []),
    ...(again > 0 ? [again === 1 ? 'opened again once' : `opened again ${again} times`] : []),
  ];
}
