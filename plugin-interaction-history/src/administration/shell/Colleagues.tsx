import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Row } from '../../ui/layout';
import type { Colleague } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';

const MOST_NAMES = 2;

/** Who else is editing: a draft saved in the last half hour. */
export const Colleagues: React.FC<{ others: readonly Colleague[] }> = ({ others }) => {
  const { strings, locale } = useAdministrationStrings();
  if (others.length === 0) return null;
  const named = others.slice(0, MOST_NAMES).map(({ name }) => name);
  if (others.length > MOST_NAMES) named.push(strings.andMore(others.length - MOST_NAMES));
  const names = 'ListFormat' in Intl ? new Intl.ListFormat(locale, { type: 'conjunction' }).format(named) : named.join(', ');
  return (
    <Row>
      {others.slice(0, MOST_NAMES).map(({ sid, name }) => (
        <Box
          key={sid}
          aria-hidden="true"
          flexShrink={0}
          borderRadius="borderRadiusCircle"
          backgroundColor="colorBackgroundDecorative40Weakest"
          color="colorTextDecorative40"
          fontWeight="fontWeightSemibold"
          textAlign="center"
          style={{ width: 24, height: 24, fontSize: 11, lineHeight: '24px' }}
        >
          {initials(name)}
        </Box>
      ))}
      <Box role="status" fontSize="fontSize20" lineHeight="lineHeight10" fontWeight="fontWeightSemibold" color="colorText">
        {strings.editingToo(names, others.length)}
      </Box>
    </Row>
  );
};

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
