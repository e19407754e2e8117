/** Who calls, as SuperOffice knows them. */
export interface Identity {
  /** Identifies the identity, and stays the same while a credential is renewed. A secret. */
  readonly name: string;
  /** The credential, as headers; called for each REST call. A secret. */
  headers(): Readonly<Record<string, string>>;
}
