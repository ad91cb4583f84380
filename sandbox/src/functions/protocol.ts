import type { BuiltFunction } from '@interaction-history/serverless/tools/build-functions';

/** What the Functions do instead of answering. */
export type FunctionsFault = 'reset' | 'hang' | '500' | null;

/** A private asset is no address: only the Functions read it. */
export type ServedAsset = BuiltFunction & { isPrivate?: boolean };

/** What the sandbox asks of the Functions' process; each is answered with a `Reply` of the same id. */
export type Command = { id: number } & (
  | {
      do: 'start';
      port: number;
      baseDir: string;
      env: Record<string, string>;
      functions: BuiltFunction[];
      assets: ServedAsset[];
    }
  | { do: 'fault'; fault: FunctionsFault }
  | { do: 'takeRequests' }
  | { do: 'memory' }
);
export interface Reply {
  id: number;
  value?: unknown;
  error?: string;
}
