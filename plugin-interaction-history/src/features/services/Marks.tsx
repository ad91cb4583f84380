import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { ActionMark } from '@interaction-history/shared/src/contract/services';
import { momentOf } from '../../strings/format';
import { useLanguage, useStrings } from '../../strings/strings';
import { Icon } from '../../ui/Icon';
import { Small } from '../../ui/text';
import { OrgLink } from '../customer/OrgLink';

/** The case or order that an action is known by, as a way to it. */
export const MarkNumber: React.FC<{ mark: ActionMark }> = ({ mark: { action, number, url } }) => {
  const words = useStrings().services;
  if (number === null) return null;
  const name = action === 'place-order' ? words.order(number) : words.case(number);
  return <OrgLink href={url}>{name}</OrgLink>;
};

/** What was done in Salesforce: a fact, whatever becomes of the reason (SV-4). `isNews`: on this very call. */
export const Marks: React.FC<{ marks: readonly ActionMark[]; isNews: boolean }> = ({ marks, isNews }) => {
  const { strings, locale } = useLanguage();
  const words = strings.services;
  return (
    <>
      {marks.map((mark) => (
        <Box
          key={mark.at}
          display="flex"
          flexWrap="wrap"
          columnGap="space20"
          alignItems="center"
          color={isNews ? 'colorTextSuccess' : 'colorTextLinkStrong'}
        >
          <Icon name={isNews ? 'check' : 'cloud'} size={12} />
          <Small color={isNews ? 'colorTextSuccess' : 'colorText'}>
            {isNews ? `${words.done[mark.action]} ${momentOf(locale, mark.at, Date.now())}` : words.done[mark.action]}
          </Small>
          <MarkNumber mark={mark} />
        </Box>
      ))}
    </>
  );
};
