import * as React from 'react';
import type { ApiCall } from '../../api/client';

/** The Functions, for pages that read what no desk keeps: revisions, a file, stored customers. */
export const ApiContext = React.createContext<ApiCall | null>(null);

export function useApi(): ApiCall {
  const api = React.useContext(ApiContext);
  if (api === null) throw new Error('no ApiContext above this component');
  return api;
}
