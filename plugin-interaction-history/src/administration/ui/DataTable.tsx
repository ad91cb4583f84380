import * as React from 'react';
import { Box } from '@twilio-paste/core/box';

interface Props {
  label: string;
  columns: readonly { name: string; isNumber?: boolean }[];
  rows: readonly { key: string; cells: readonly React.ReactNode[] }[];
}

/** Rows of facts under the names of their columns. It scrolls sideways by itself, by the keyboard too. */
export const DataTable: React.FC<Props> = ({ label, columns, rows }) => (
  <Box overflowX="auto" tabIndex={0} role="group" aria-label={label} outline="none" _focus={{ boxShadow: 'shadowFocus' }}>
    <table style={{ width: '100%', borderCollapse: 'collapse' }}>
      <thead>
        <tr>
          {columns.map(({ name, isNumber }) => (
            <Cell key={name} as="th" isNumber={isNumber}>
              {name}
            </Cell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells }) => (
          <tr key={key}>
            {cells.map((cell, at) => (
              <Cell key={columns[at]?.name} as="td" isNumber={columns[at]?.isNumber}>
                {cell}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Box>
);

const Cell: React.FC<{ as: 'th' | 'td'; isNumber?: boolean | undefined }> = ({ as, isNumber = false, children }) => (
  <Box
    as={as}
    {...(as === 'th' ? { scope: 'col' } : {})}
    paddingX="space50"
    paddingY="space30"
    textAlign={isNumber ? 'right' : 'left'}
    verticalAlign="top"
    fontSize={as === 'th' ? 'fontSize20' : 'fontSize30'}
    lineHeight={as === 'th' ? 'lineHeight10' : 'lineHeight20'}
    fontWeight={as === 'th' ? 'fontWeightSemibold' : 'fontWeightNormal'}
    color={as === 'th' ? 'colorTextWeak' : 'colorText'}
    borderBottomStyle="solid"
    borderBottomWidth="borderWidth10"
    borderBottomColor="colorBorderWeaker"
    style={{ fontVariantNumeric: 'tabular-nums' }}
  >
    {children}
  </Box>
);
