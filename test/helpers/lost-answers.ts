import type { FakeSuperOffice } from './fake-superoffice.js';

/** Closes the connection of each write, so that its outcome is unknown. */
export function loseAnswers(superOffice: FakeSuperOffice): void {
  superOffice.on('POST ', (_request, response) => response.socket?.resetAndDestroy());
}

/** Ways in which it is not known whether a write took effect. */
export const LOST_ANSWERS: readonly { readonly how: string; readonly lose: (superOffice: FakeSuperOffice) => void }[] =
  [
    { how: 'got no answer in time', lose: (superOffice) => superOffice.on('POST ', () => {}) },
    { how: 'lost its connection', lose: loseAnswers },
    { how: 'was answered with 500', lose: (superOffice) => superOffice.on('POST ', {}, 500) },
    { how: 'was answered with 503', lose: (superOffice) => superOffice.on('POST ', {}, 503) },
    {
      how: 'was answered with a page',
      lose: (superOffice) => superOffice.on('POST ', '<html>', 200, { 'content-type': 'text/html' }),
    },
  ];
