import type { Encoding } from './bundle.js';

/** Whether a client that says this in `Accept` wants HTML rather than JSON, as browsers do that open an address. */
export function prefersPage(accept: string | undefined): boolean {
  const weights = weightsIn(accept);
  const html = weights.get('text/html') ?? 0;
  return html > 0 && html >= (weights.get('application/json') ?? 0);
}

/** How to send what is of a type. Fonts are compressed in themselves. */
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
