/** A request of the REST API, by itself or as a part of a composite one. */
export interface RestRequest {
  method: string;
  /** Path with its query string. */
  url: string;
  body: unknown;
  /** Names in lower case; a composite request's parts bring their own. */
  headers?: Record<string, unknown>;
}

export interface RestAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}
