import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { momentOf } from '../strings/format';
import { useLanguage } from '../strings/strings';
import { Icon } from '../ui/Icon';
import { Bold } from '../ui/text';

/** Says since when there is no network, while there is none. */
export const OfflineStrip: React.FC = () => {
  const { strings, locale } = useLanguage();
  const [since, setSince] = React.useState<number | null>(() => (navigator.onLine ? null : Date.now()));
  React.useEffect(() => {
    const check = (): void => setSince(navigator.onLine ? null : Date.now());
    window.addEventListener('online', check);
    window.addEventListener('offline', check);
    return () => {
      window.removeEventListener('online', check);
      window.removeEventListener('offline', check);
    };
  }, []);
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
