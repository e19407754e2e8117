/** The part of the library that is used; it has no types of its own. */
declare module 'negotiator' {
  export default class Negotiator {
    constructor(request: { readonly headers: { readonly accept: string } });
    /** What is accepted, in the order of preference. */
    mediaTypes(): string[];
    /** The preferred one of these; undefined if none is accepted. */
    mediaType(available: readonly string[]): string | undefined;
  }
}
