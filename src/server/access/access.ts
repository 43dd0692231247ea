/** What a request was let in to. */
export interface Access {
  /** Ids of the documents that exist for it; all of them when undefined. */
  documents: readonly string[] | undefined;
  /** Stands for the key or the token that it was let in by. */
  account: string | undefined;
}

export const wholeAccess: Access = { documents: undefined, account: undefined };
