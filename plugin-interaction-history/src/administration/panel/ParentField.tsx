import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Option, Select } from '@twilio-paste/core/select';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { childrenOf, pathTo, withDescendants } from '@interaction-history/shared/src/reason-codes/edit/position';
import { FieldLabel } from '../../ui/field';
import { useAdministrationStrings } from '../strings/strings';

const TOP = '';

/** The code's parent. The list is made when the field is reached: with 2,000 codes it would cost every keystroke elsewhere. */
export const ParentField: React.FC<{
  codes: readonly ReasonCode[];
  code: ReasonCode;
  onMove: (parentId: string | null) => void;
}> = ({ codes, code, onMove }) => {
  const { strings, locale } = useAdministrationStrings();
  const [isReached, setReached] = React.useState(false);
  const path = (id: string): string =>
    pathTo(codes, id)
      .map((each) => labelOf(each, locale))
      .join(' › ');
  const parents = isReached ? parentsFor(codes, code) : code.parentId === null ? [] : [code.parentId];
  return (
    <Box minWidth="0">
      <FieldLabel htmlFor="ih-code-parent" label={strings.panel.parent} />
      <Select
        id="ih-code-parent"
        value={code.parentId ?? TOP}
        onFocus={() => setReached(true)}
        onMouseDown={() => setReached(true)}
        onBlur={() => setReached(false)}
        onChange={(event) => onMove(event.target.value === TOP ? null : event.target.value)}
      >
        <Option value={TOP}>{strings.panel.top}</Option>
        <>
          {parents.map((id) => (
            <Option key={id} value={id}>
              {path(id)}
            </Option>
          ))}
        </>
      </Select>
    </Box>
  );
};

/** Every active code in tree order, without the code itself and what is below it. */
function parentsFor(codes: readonly ReasonCode[], code: ReasonCode): string[] {
  const below = new Set(withDescendants(codes, code.id).map(({ id }) => id));
  const found: string[] = [];
  const visit = (parentId: string | null): void => {
    for (const each of childrenOf(codes, parentId)) {
      if (below.has(each.id)) continue;
      if (each.active || each.id === code.parentId) found.push(each.id);
      visit(each.id);
    }
  };
  visit(null);
  return found;
}
