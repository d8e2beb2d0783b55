/** A request to the API of a forge: GitLab, GitHub or Forgejo. */
export interface ForgeRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * JSON.
   * @default none is sent
   */
  readonly body?: string;
}

/** What a forge answers, with headers in lower case; `failed` says why there is no answer. */
export type ForgeResponse =
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly failed: string };

/** Sends a request once. */
export type SendForgeRequest = (request: ForgeRequest) => Promise<ForgeResponse>;
