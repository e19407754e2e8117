import type { Encoding } from './bundle.js';

/** Whether the `Accept` header prefers HTML to JSON, as that of a browser does that opens an address. */
export function prefersPage(accept: string | undefined): boolean {
  const weights = weightsIn(accept);
  const html = weights.get('text/html') ?? 0;
  return html > 0 && html >= (weights.get('application/json') ?? 0);
}

/** The encoding for a file of this type. Fonts are already compressed. */
export function encodingFor(type: string, acceptEncoding: string | undefined): Encoding {
  const weights = weightsIn(acceptEncoding);
  const isText = !type.startsWith('font/');
  return (isText && (['br', 'gzip'] as const).find((encoding) => (weights.get(encoding) ?? 0) > 0)) || 'identity';
}

/** `text/html, application/xml;q=0.9` by name, from 0 to 1. */
function weightsIn(header = ''): ReadonlyMap<string, number> {
  return new Map(
    header.split(',').map((item) => {
      const [name = '', ...parameters] = item.toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
      return [name.trim(), Number(weight ?? 1)];
    }),
  );
}
