import * as React from 'react';
import { Box, type BoxProps } from '@twilio-paste/core/box';
import { Icon } from '../../ui/Icon';
import { Grow } from '../../ui/layout';
import { Bold, Plain, Small } from '../../ui/text';
import { Glyph } from '../ui/Glyph';
import type { DescribedChange } from './describe-change';

const COLORS: Record<DescribedChange['look'], BoxProps['color']> = {
  plus: 'colorTextSuccess',
  pen: 'colorTextLink',
  arrow: 'colorTextDecorative40',
  cross: 'colorTextWeak',
};

/** Changes in words, one a line. */
export const ChangeList: React.FC<{ changes: readonly DescribedChange[] }> = ({ changes }) => (
  <Box as="ul" margin="space0" padding="space0">
    {changes.map(({ key, look, verb, text, detail, value }, index) => (
      <Box
        as="li"
        key={key}
        display="flex"
        columnGap="space30"
        paddingX="space50"
        paddingY="space30"
        borderTopStyle={index === 0 ? 'none' : 'solid'}
        borderTopWidth="borderWidth10"
        borderTopColor="colorBorderWeaker"
        style={{ listStyle: 'none' }}
      >
        <Box color={COLORS[look]} paddingTop="space10">
          {look === 'plus' ? <Icon name="plus" /> : look === 'cross' ? <Icon name="close" /> : <Glyph name={look} />}
        </Box>
        <Grow>
          <Plain overflowWrap="anywhere">
            <Bold>{verb}</Bold> {text}
          </Plain>
          {detail === '' ? null : (
            <Small overflowWrap="anywhere">
              {detail}
              {value === undefined ? null : (
                <>
                  {' '}
                  <Box as="code" fontFamily="fontFamilyCode" color="colorText">
                    {value}
                  </Box>
                </>
              )}
            </Small>
          )}
        </Grow>
      </Box>
    ))}
  </Box>
);
