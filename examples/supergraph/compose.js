import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** The SDL of a running subgraph. */
export async function fetchSdl(url, headers = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
    signal: AbortSignal.timeout(10_000),
  });
  const { data, errors } = await response.json();
  if (!data?._service) {
    throw new Error(`${url} tells no schema: ${JSON.stringify(errors)}`);
  }
  return data._service.sdl;
}

/** The supergraph's SDL, from subgraphs with `name`, `url` and `sdl`. */
export function compose(subgraphs) {
  const { errors, supergraphSdl } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (errors) {
    throw new Error(`The subgraphs do not compose.\n${errors.map(({ message }) => message).join('\n')}`);
  }
  return supergraphSdl;
}
