const GLOBALS = new URL('./globals.js', import.meta.url).href;

/** Of Node.js: finds modules. */
export function resolve(specifier, context, nextResolve) {
  return specifier === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : nextResolve(specifier, context);
}
