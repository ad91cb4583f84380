import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { SearchResult } from '@interaction-history/shared/src/contract/customers';
import { ELLIPSIS, Small, Strong } from '../../ui/text';
import { companyAndNumber } from '../customer/CustomerFacts';
import { sourceOf } from '../customer/records';
import { SourceBadge } from '../customer/SourceBadge';

interface Props {
  result: SearchResult;
  active: boolean;
  first: boolean;
  tabIndex: 0 | -1;
  onActivate: () => void;
  onOpen: () => void;
}

/** One customer found, with a badge for each source that holds it. */
export const ResultRow = React.forwardRef<HTMLElement, Props>(function ResultRow(
  { result, active, first, tabIndex, onActivate, onOpen },
  ref,
) {
  const phone = result.phones.find(({ matched }) => matched) ?? result.phones[0];
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
      onFocus={onActivate}
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
        <Box display="flex" columnGap="space20" flexShrink={0}>
          {result.sources.map((source) => (
            <SourceBadge key={source} source={source === 'salesforce' ? sourceOf(result) : source} onTint={active} />
          ))}
        </Box>
      </Box>
      {line ? (
        <Small color="colorText">
          <div style={ELLIPSIS}>{line}</div>
        </Small>
      ) : null}
      {result.address || phone ? (
        <Small color={active ? 'colorText' : 'colorTextWeak'}>
          {/* a long address is cut before the phone, which tells people of one house apart */}
          <Box display="flex" columnGap="space20">
            <div dir="auto" style={{ ...ELLIPSIS, minWidth: 0 }}>
              {result.address}
            </div>
            {phone ? (
              <div style={{ ...ELLIPSIS, flexShrink: 0, maxWidth: '60%' }}>
                {result.address ? `· ${phone.value}` : phone.value}
              </div>
            ) : null}
          </Box>
        </Small>
      ) : null}
    </Box>
  );
});
