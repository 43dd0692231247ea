/** What a request was let in to. */
export interface Access {
  /** Ids of the documents that exist for it; all of them when undefined. */
  documents: readonly string[] | undefined;
  /** Stands for the key or the token that it was let in by. */
  account: string | undefined;
  /** Whether it may see what is the operator's business: the names of files that were left out. */
  isOperator: boolean;
}

export const wholeAccess: Access = {
  documents: undefined,
  account: undefined,
  isOperator: false,
};
