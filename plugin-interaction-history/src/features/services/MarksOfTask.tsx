import * as React from 'react';
import { useSelected } from '../../state/store';
import { useTaskSession } from '../task-session';
import { Marks } from './Marks';

/** What was done on this task, below the reason: it stays whatever the reason becomes (SV-4). */
export const MarksOfTask: React.FC = () => {
  const { services } = useTaskSession();
  return <Marks marks={useSelected(services.store, ({ marks }) => marks)} isNews />;
};
