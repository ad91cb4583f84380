import * as React from 'react';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { childrenOf, pathTo } from '@interaction-history/shared/src/reason-codes/edit/position';
import { Row } from '../../ui/layout';
import { Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { Editing } from '../editor/editor-state';
import { frozenIn } from '../editor/merged';
import { useMakeDefault } from '../shell/administration-context';
import { useAdministrationStrings } from '../strings/strings';

/**
 * Makes a code the one that tasks without the agent's end get (RC-6). That is a setting, so it is published there, by an admin;
 * only a published code that agents can be given may stand in it.
 */
export const Unattended: React.FC<{ editing: Editing; code: ReasonCode }> = ({ editing, code: { id } }) => {
  const { panel } = useAdministrationStrings().strings;
  const makeDefault = useMakeDefault();
  const codes = editing.history.present;
  const isGiven = childrenOf(codes, id).length === 0 && pathTo(codes, id).every(({ active }) => active);
  if (!isGiven || !frozenIn(editing).has(id) || editing.defaultReasonId === id) return null;
  return (
    <div>
      <Strong>{panel.unattended}</Strong>
      {makeDefault === null ? (
        <Small>{panel.makeDefaultWho}</Small>
      ) : (
        <Row flexWrap="wrap">
          <TextButton onClick={() => makeDefault(id)}>{panel.makeDefault}</TextButton>
          <Small>{panel.makeDefaultHint}</Small>
        </Row>
      )}
    </div>
  );
};
