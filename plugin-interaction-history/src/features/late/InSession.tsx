import * as React from 'react';
import type { LatePartProps } from '../services/bundle';
import { TaskSessionContext } from '../task-session';
import { Surrounded } from './Surrounded';

/** A part of the tab that came late, within the tab's session. */
export const InSession: React.FC<LatePartProps> = ({ session, locale, theme, children }) => (
  <Surrounded {...{ locale, theme }} focus={session.focus}>
    <TaskSessionContext.Provider value={session}>{children}</TaskSessionContext.Provider>
  </Surrounded>
);
