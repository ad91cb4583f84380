import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { useStrings } from '../../strings/strings';
import { Grow, Row } from '../../ui/layout';
import { ELLIPSIS, Key, NameHeading, OneLine, Plain, Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { CustomerFacts, companyAndNumber } from './CustomerFacts';
import { Folded, RadioDot } from './MatchCardSummary';
import { keyOf, nameOf, sourceOf, type Candidate } from './records';
import { SourceBadge } from './SourceBadge';
import { StatusBadges } from './StatusBadges';

interface Props {
  candidate: Candidate;
  /** The one that counts as chosen, or that the arrow keys stand on: unfolded, blue. */
  active: boolean;
  /** The only one: its name is large and its source is named above it. */
  single: boolean;
  tabIndex: 0 | -1;
  /** Why it cannot be confirmed now, in its place: nothing jumps when it can. */
  notYet: string | null;
  onActivate: () => void;
  onConfirm: () => void;
  onFullRecord: (() => void) | null;
}

/**
 * A record to choose. The radio is the card's head alone: a button inside a radio would be unreachable for assistive technology,
 * so facts and Confirm stand beside it and the ring is drawn around all.
 */
export const MatchCard = React.forwardRef<HTMLDivElement, Props>(function MatchCard(
  { candidate, active, single, tabIndex, notYet, onActivate, onConfirm, onFullRecord },
  ref,
) {
  const strings = useStrings();
  const [focused, setFocused] = React.useState(false);
  const factsId = `ih-facts-${keyOf(candidate)}`;
  const name = nameOf(candidate) ?? strings.customer.noName;
  const source = candidate.from === 'stored' ? 'stored' : sourceOf(candidate.match);
  const line = companyAndNumber(candidate.from === 'match' ? candidate.match : candidate.customer);
  return (
    <Box
      display="flex"
      columnGap="space30"
      paddingX="space40"
      paddingY="space30"
      borderStyle="solid"
      borderWidth="borderWidth10"
      borderRadius="borderRadius30"
      borderColor={active ? 'colorBorderPrimary' : 'colorBorderWeaker'}
      backgroundColor={active ? 'colorBackgroundPrimaryWeakest' : 'colorBackgroundBody'}
      boxShadow={focused ? 'shadowFocus' : active ? 'shadowBorderPrimary' : undefined}
      cursor={active ? undefined : 'pointer'}
      onClick={active ? undefined : onActivate}
    >
      <RadioDot on={active} />
      <Grow>
        <Box
          ref={ref}
          role="radio"
          aria-checked={active}
          aria-label={[name, line, strings.sources[source]].filter(Boolean).join(', ')}
          aria-describedby={active ? factsId : undefined}
          tabIndex={tabIndex}
          outline="none"
          onFocus={() => {
            setFocused(true);
            if (!active) onActivate();
          }}
          onBlur={() => setFocused(false)}
        >
          <Row>
            {single ? (
              <NameHeading>{name}</NameHeading>
            ) : (
              <Grow>
                <Strong>
                  <div dir="auto" style={{ ...ELLIPSIS, textAlign: 'left' }}>
                    {name}
                  </div>
                </Strong>
              </Grow>
            )}
            {single ? null : <SourceBadge source={source} onTint={active} />}
          </Row>
          {line ? (
            <Plain color="colorTextWeak" overflowWrap="anywhere">
              {line}
            </Plain>
          ) : null}
          {active ? null : <Folded candidate={candidate} />}
          {active && candidate.from === 'match' && candidate.match.statuses.length > 0 ? (
            <Row flexWrap="wrap" rowGap="space20" marginTop="space20">
              <StatusBadges statuses={candidate.match.statuses} />
            </Row>
          ) : null}
        </Box>
        {active ? (
          <>
            <CustomerFacts candidate={candidate} id={factsId} />
            <Box marginTop="space30" minHeight="sizeSquare90" display="flex" alignItems="center">
              {notYet === null ? (
                <Button variant="primary" size="small" fullWidth onClick={onConfirm}>
                  <OneLine>{strings.customer.confirm(name)}</OneLine> <Key>{strings.customer.enter}</Key>
                </Button>
              ) : (
                <Small>{notYet}</Small>
              )}
            </Box>
            {onFullRecord === null ? null : (
              <Box marginTop="space20">
                <TextButton onClick={onFullRecord}>{strings.customer.fullRecord}</TextButton>
              </Box>
            )}
          </>
        ) : null}
      </Grow>
    </Box>
  );
});
