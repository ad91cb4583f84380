import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { OfferedCode } from '@interaction-history/shared/src/reason-codes/offered';
import { useStrings } from '../../strings/strings';
import { Row } from '../../ui/layout';
import { ELLIPSIS, Key } from '../../ui/text';

/** The reasons recorded last, each one press or one key in the field away (RC-3). Out of Tab's way: the field's keys are quicker. */
export const RecentChips: React.FC<{ chips: readonly OfferedCode[]; onChoose: (option: OfferedCode) => void }> = ({
  chips,
  onChoose,
}) => {
  const { recentReasons } = useStrings().wrapUp;
  return (
    <div role="group" aria-label={recentReasons}>
      <Row flexWrap="wrap" rowGap="space20" marginTop="space20">
        {chips.map((option, index) => {
          const label = option.path[option.path.length - 1] ?? option.code.id;
          return (
            <Button
              key={option.code.id}
              variant="reset"
              size="reset"
              tabIndex={-1}
              // the field must not lose the focus to a press on a chip
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(option)}
            >
              <Box
                as="span"
                display="inline-flex"
                alignItems="center"
                columnGap="space20"
                minHeight="sizeSquare60"
                maxWidth="9rem"
                paddingX="space30"
                borderRadius="borderRadiusPill"
                backgroundColor="colorBackground"
                fontSize="fontSize20"
                lineHeight="lineHeight20"
                color="colorText"
              >
                <Key>{String(index + 1)}</Key>
                <span style={ELLIPSIS}>{label}</span>
              </Box>
            </Button>
          );
        })}
      </Row>
    </div>
  );
};
