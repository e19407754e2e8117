/** The agents of the sandbox tenant, who all have a password that anybody may know. Delete this file for a desk of your own. */
export const SANDBOX_AGENTS = [
  { name: 'tje0', fullName: 'Tobias Everhart' },
  { name: 'bo', fullName: 'Bo Lindqvist' },
  { name: 'ida', fullName: 'Ida Solbakken' },
  { name: 'mone', fullName: 'Maeve O’Neil' },
  { name: 'utag', fullName: 'Ursula Tagore' },
  { name: 'aase', fullName: 'Åse Ñandú' },
  { name: 'mpap', fullName: 'Μαργαρίτα Παπαδάκη' },
  { name: 'yuki', fullName: '田中 優希' },
  { name: 'lmar', fullName: 'ليلى مرزوق' },
  { name: 'desk', fullName: 'Desk Sandvika' },
  { name: 'kdev', fullName: 'किरण देव' },
].map(({ name, fullName }) => ({
  fullName,
  authorization: `Basic ${btoa(`${name}:${name.slice(0, 1).toUpperCase()}${name.slice(1)}`)}`,
}));
