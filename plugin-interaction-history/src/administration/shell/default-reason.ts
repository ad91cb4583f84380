import * as React from 'react';

/** Takes a code to the settings as the reason of tasks that end without the agent (RC-6); null for who may not publish those. */
export const MakeDefaultContext = React.createContext<((codeId: string) => void) | null>(null);
export const useMakeDefault = (): ((codeId: string) => void) | null => React.useContext(MakeDefaultContext);
