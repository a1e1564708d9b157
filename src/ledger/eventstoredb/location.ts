/** Where the ledger's streams lie. */
export interface StoreLocation {
  /** `esdb://host:2113?tls=false`, as EventStoreDB's clients write it. May hold a password: never logged. */
  readonly url: string;
  /** See namespace.ts. */
  readonly namespace: string;
}
