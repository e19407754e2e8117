import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** What the page may do. `npm run desk` sends the same policy. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The GraphQL server, on the page's own origin. */
const proxy = { '/graphql': process.env.GRAPHQL_SERVER ?? 'http://127.0.0.1:4000' };

export default defineConfig({
  resolve: {
    alias: {
      // Inside this repository. Elsewhere, install the package `superoffice-graphql`, and delete this line and its like in tsconfig.json.
      'superoffice-graphql/client': fileURLToPath(new URL('../../client/index.ts', import.meta.url)),
      // The generated code parses its operations with it.
      'graphql-tag': fileURLToPath(new URL('src/graphql-tag.ts', import.meta.url)),
      // Preact instead of React: less than half of the bytes, from the same source. Delete these lines for React itself.
      'react/jsx-runtime': 'preact/jsx-runtime',
      'react-dom/client': 'preact/compat/client',
      'react-dom': 'preact/compat',
      react: 'preact/compat',
    },
  },
  build: { modulePreload: { polyfill: false }, cssTarget: 'esnext' },
  server: { proxy },
  preview: { proxy, headers: { 'content-security-policy': CONTENT_SECURITY_POLICY } },
});
