import { readFileSync } from 'node:fs';
import { compose } from '../../examples/supergraph/compose.js';

// Add the subgraphs of other teams here.
const SUBGRAPHS = [
  {
    name: 'superoffice',
    url: 'http://superoffice-graphql:4000/graphql',
    sdl: readFileSync(new URL('../../subgraph.graphql', import.meta.url), 'utf8'),
  },
];

process.stdout.write(compose(SUBGRAPHS));
