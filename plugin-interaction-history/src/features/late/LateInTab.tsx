import * as React from 'react';
import { ThemeContext } from '@twilio-paste/core/styling-library';
import { useLanguage } from '../../strings/strings';
import { useTaskSession } from '../task-session';
import { Late } from './Late';

/** A part of the tab that comes late. */
export const LateInTab: React.FC<{ part: 'ServicesOpen' | 'NewCustomer' | 'AmendInTab'; what: string }> = ({ part, what }) => {
  const session = useTaskSession();
  const { locale } = useLanguage();
  const theme = React.useContext(ThemeContext);
  return (
    <Late worker={session.worker} what={what}>
      {({ [part]: Part }) => <Part {...{ session, locale, theme }} />}
    </Late>
  );
};
