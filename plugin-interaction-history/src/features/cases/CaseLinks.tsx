import * as React from 'react';
import { useStrings } from '../../strings/strings';
import { RecordLink } from '../../ui/RecordLink';
import { Bold, Small } from '../../ui/text';
import type { OpenedCase } from './case-store';

/** The cases opened from this task, each a way to it in Salesforce (ID-12). */
export const CaseLinks: React.FC<{ opened: readonly OpenedCase[] }> = ({ opened }) => {
  const { cases } = useStrings();
  return (
    <>
      {opened.map(({ number, url }) =>
        url === null ? (
          <Small key={number} color="colorText">
            <Bold>{cases.number(number)}</Bold>
          </Small>
        ) : (
          <RecordLink key={number} href={url}>
            {cases.number(number)}
          </RecordLink>
        ),
      )}
    </>
  );
};
