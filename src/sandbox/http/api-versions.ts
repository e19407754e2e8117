/** The answer of `GET api`: the versions of the REST API and of SuperOffice. */
export function apiVersions(restRoot: string): Readonly<Record<string, string>> {
  return {
    v1: restRoot.replace(/\/$/, ''),
    Version: 'v1',
    NetServerVersion: '10.5.0.0',
    NetServerAssembly: '10.5.0.0',
    NetServerDate: '2026-01-01',
    NetServer: 'Sandbox tenant',
    NetServerLabel: 'Sandbox',
    Services: 'Services88',
  };
}
