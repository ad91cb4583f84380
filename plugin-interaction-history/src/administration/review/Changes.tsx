import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { Count } from '../../ui/Badge';
import { Grow } from '../../ui/layout';
import { Plain } from '../../ui/text';
import type { Editing } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import { Aside, Panel } from '../ui/Panel';
import { ChangeList } from './ChangeList';
import type { Review } from './use-review';

/** My changes without a conflict, and what had to be adjusted so that both fit. */
export const Changes: React.FC<{ editing: Editing; review: Review }> = ({
  editing,
  review: { conflicts, mine, adjusted, context },
}) => {
  const { strings, locale } = useAdministrationStrings();
  const { review } = strings;
  const heading = conflicts.length > 0 ? review.others : review.mine;
  return (
    <>
      {mine.length === 0 ? null : (
        <Panel
          label={heading}
          head={
            <>
              {heading} <Count>{mine.length}</Count>
              <Grow />
              {editing.newer === null ? null : <Aside>{review.noConflict}</Aside>}
            </>
          }
        >
          <ChangeList changes={mine} />
        </Panel>
      )}
      {adjusted.length === 0 ? null : (
        <Panel label={review.adjusted} head={review.adjusted}>
          <Box paddingX="space50" paddingY="space40" display="flex" flexDirection="column" rowGap="space30">
            {adjusted.map(({ codeId, what }) => {
              const code = context.codes.find(({ id }) => id === codeId);
              if (code === undefined) return null;
              const label = labelOf(code, locale);
              return (
                <Plain key={`${what} ${codeId}`}>
                  {what === 'place' ? review.adjustedPlace(label) : review.adjustedValue(label, code.reportingValue)}
                </Plain>
              );
            })}
          </Box>
        </Panel>
      )}
    </>
  );
};
