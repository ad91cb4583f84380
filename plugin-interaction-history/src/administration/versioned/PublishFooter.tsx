import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Icon } from '../../ui/Icon';
import { Row } from '../../ui/layout';
import { Plain, Small } from '../../ui/text';

interface Props {
  words: { discard: string; discardSure: string; discardYes: string; discardNo: string };
  /** The state of the draft: "3 changes, not published yet". */
  status: string;
  hasChanges: boolean;
  /** What prevents publishing, shown beside the button: open choices, invalid fields. */
  obstacles: readonly string[];
  isSending: boolean;
  publishLabel: string;
  onPublish: () => void;
  onDiscard: () => void;
}

/** The decision about a draft: publish it, or discard it after a question. */
export const PublishFooter: React.FC<Props> = ({
  words,
  status,
  hasChanges,
  obstacles,
  isSending,
  publishLabel,
  onPublish,
  onDiscard,
}) => {
  const [isDiscarding, setDiscarding] = React.useState(false);
  if (isDiscarding && hasChanges)
    return (
      <Row flexWrap="wrap">
        <Plain role="alert">{words.discardSure}</Plain>
        <Button
          variant="destructive"
          onClick={() => {
            setDiscarding(false);
            onDiscard();
          }}
        >
          {words.discardYes}
        </Button>
        <Button variant="secondary" autoFocus onClick={() => setDiscarding(false)}>
          {words.discardNo}
        </Button>
      </Row>
    );
  return (
    <>
      <Box
        display="flex"
        alignItems="center"
        columnGap="space20"
        flexGrow={1}
        color={hasChanges ? 'colorTextWarningStrong' : 'colorTextWeak'}
        fontSize="fontSize20"
        lineHeight="lineHeight10"
        fontWeight="fontWeightSemibold"
      >
        {hasChanges ? <Icon name="unsaved" /> : null}
        {status}
      </Box>
      {obstacles.map((obstacle) => (
        <Small key={obstacle} role="status">
          {obstacle}
        </Small>
      ))}
      <Button variant="link" disabled={!hasChanges || isSending} onClick={() => setDiscarding(true)}>
        {words.discard}
      </Button>
      <Button variant="primary" disabled={!hasChanges || obstacles.length > 0 || isSending} onClick={onPublish}>
        {publishLabel}
      </Button>
    </>
  );
};
