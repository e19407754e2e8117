/** Who calls, as SuperOffice knows them. */
export interface Identity {
  /** Tells identities apart, and stays the same while a credential is renewed. A secret. */
  readonly name: string;
  /** The credential, as headers: asked for with each REST call. A secret. */
  headers(): Readonly<Record<string, string>>;
}
