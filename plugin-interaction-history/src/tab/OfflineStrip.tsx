import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useOnline } from '../state/online';
import { momentOf } from '../strings/format';
import { useLanguage } from '../strings/strings';
import { Icon } from '../ui/Icon';
import { Bold } from '../ui/text';

/** While there is no network: since when. */
export const OfflineStrip: React.FC = () => {
  const { strings, locale } = useLanguage();
  const isOnline = useOnline();
  const since = React.useMemo(() => (isOnline ? null : Date.now()), [isOnline]);
  return (
    <div role="status">
      {since === null ? null : (
        <Box
          display="flex"
          alignItems="center"
          columnGap="space30"
          paddingX="space50"
          paddingY="space30"
          backgroundColor="colorBackgroundBodyInverse"
          color="colorTextInverse"
          fontSize="fontSize20"
          lineHeight="lineHeight10"
        >
          <Icon name="offline" />
          <span>
            <Bold>{strings.offline.since(momentOf(locale, since, Date.now()))}</Bold> {strings.offline.kept}
          </span>
        </Box>
      )}
    </div>
  );
};
