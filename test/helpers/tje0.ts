/** `tje0` / `Tje0`, as in SuperOffice's sample request. */
export const TJE0 = 'Basic dGplMDpUamUw';
