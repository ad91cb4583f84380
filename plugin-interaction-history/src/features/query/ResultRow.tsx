import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { SearchResult } from '@interaction-history/shared/src/contract/customers';
import { isolated } from '../../strings/bidi';
import { ELLIPSIS, Small, Strong } from '../../ui/text';
import { companyAndNumber } from '../customer/CustomerFacts';
import { SourceBadge } from '../customer/SourceBadge';

interface Props {
  result: SearchResult;
  active: boolean;
  first: boolean;
  tabIndex: 0 | -1;
  onStand: () => void;
  onOpen: () => void;
}

/** One customer found, with a badge for each source that holds it. */
export const ResultRow = React.forwardRef<HTMLElement, Props>(function ResultRow(
  { result, active, first, tabIndex, onStand, onOpen },
  ref,
) {
  const phone = result.phones.find(({ matched }) => matched) ?? result.phones[0];
  const where = [result.address === null ? null : isolated(result.address), phone?.value].filter(Boolean).join(' · ');
  const line = companyAndNumber(result);
  return (
    <Box
      ref={ref}
      as="li"
      role="option"
      aria-selected={active}
      tabIndex={tabIndex}
      paddingY="space30"
      paddingRight="space40"
      cursor="pointer"
      outline="none"
      borderTopStyle="solid"
      borderTopWidth={first ? 'borderWidth0' : 'borderWidth10'}
      borderTopColor="colorBorderWeaker"
      borderLeftStyle="solid"
      borderLeftWidth="borderWidth30"
      borderLeftColor={active ? 'colorBorderPrimary' : 'transparent'}
      backgroundColor={active ? 'colorBackgroundPrimaryWeakest' : 'colorBackgroundBody'}
      style={{ listStyle: 'none', paddingLeft: 8 }}
      _focus={{ boxShadow: 'shadowFocusInset' }}
      onFocus={onStand}
      onClick={onOpen}
    >
      <Box display="flex" flexWrap="wrap" alignItems="center" columnGap="space20" rowGap="space10">
        <Box flexGrow={1} minWidth="0" maxWidth="100%">
          <Strong>
            <div dir="auto" style={{ ...ELLIPSIS, textAlign: 'left' }}>
              {result.name}
            </div>
          </Strong>
        </Box>
        {result.sources.map((source) => (
          <SourceBadge key={source} source={source} onTint={active} />
        ))}
      </Box>
      {line ? (
        <Small color="colorText">
          <div style={ELLIPSIS}>{line}</div>
        </Small>
      ) : null}
      {where ? (
        <Small color={active ? 'colorText' : 'colorTextWeak'}>
          <div style={ELLIPSIS}>{where}</div>
        </Small>
      ) : null}
    </Box>
  );
});
