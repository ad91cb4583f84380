import * as React from 'react';
import { useStrings } from '../../strings/strings';
import { OrgLink } from '../customer/OrgLink';
import type { OpenedCase } from './case-store';

/** The cases opened from this task, each a way to it in Salesforce (ID-12). */
export const CaseLinks: React.FC<{ opened: readonly OpenedCase[] }> = ({ opened }) => {
  const { cases } = useStrings();
  return (
    <>
      {opened.map(({ number, url }) => (
        <OrgLink key={number} href={url}>
          {cases.number(number)}
        </OrgLink>
      ))}
    </>
  );
};
