import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { pathTo } from '@interaction-history/shared/src/reason-codes/edit/position';
import { useStore } from '../../state/store';
import { Badge } from '../../ui/Badge';
import { Grow } from '../../ui/layout';
import { ELLIPSIS, Plain } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { ReasonCodesEditor } from '../editor/reason-codes-editor';
import type { Editing } from '../editor/editor-state';
import { frozenIn } from '../editor/merged';
import { useAdministrationStrings } from '../strings/strings';
import { marksOf } from '../tree/marks';
import type { TreeViewModel } from '../tree/tree-view';
import { Glyph } from '../ui/Glyph';
import { Panel } from '../ui/Panel';
import { CodeFields } from './CodeFields';
import { SaveLine } from './SaveLine';
import { WorkspaceFailure } from './WorkspaceFailure';

/** The chosen code: its fields, whether the draft is saved, undo, and what ends or revives the code. */
export const CodePanel: React.FC<{ editor: ReasonCodesEditor; editing: Editing; tree: TreeViewModel }> = ({
  editor,
  editing,
  tree,
}) => {
  const { strings, locale } = useAdministrationStrings();
  const { panel } = strings;
  const { selected } = useStore(tree.view);
  const { history, base } = editing;
  const path = selected === null ? [] : pathTo(history.present, selected);
  const code: ReasonCode | undefined = path[path.length - 1];
  return (
    <Panel
      label={panel.label}
      fills
      footIsWhite
      head={
        code === undefined ? (
          panel.label
        ) : (
          <Heading path={path.map((each) => labelOf(each, locale))} code={code} editing={editing} />
        )
      }
      foot={
        <>
          <SaveLine saver={editor.saver} />
          {/* however long the words beside them are */}
          <Box display="flex" columnGap="space40" flexShrink={0}>
            <TextButton onClick={() => tree.undo()} disabled={history.past.length === 0}>
              <Glyph name="undo" size={12} />
              {panel.undo}
            </TextButton>
            <TextButton onClick={() => tree.redo()} disabled={history.future.length === 0}>
              <Glyph name="redo" size={12} />
              {panel.redo}
            </TextButton>
          </Box>
          {code === undefined ? null : <EndButton code={code} tree={tree} isFrozen={frozenIn(editing).has(code.id)} />}
        </>
      }
    >
      <Box flexGrow={1} minHeight="0" overflowY="auto" paddingX="space50" paddingY="space50">
        {code === undefined ? (
          <>
            <WorkspaceFailure editor={editor} workspace={editing.workspace} />
            <Plain>{panel.nothing}</Plain>
          </>
        ) : (
          <CodeFields
            key={code.id}
            editor={editor}
            editing={editing}
            tree={tree}
            code={code}
            before={base.tree.codes.find(({ id }) => id === code.id)}
          />
        )}
      </Box>
    </Panel>
  );
};

const Heading: React.FC<{ path: string[]; code: ReasonCode; editing: Editing }> = ({ path, code, editing }) => {
  const { marks: words } = useAdministrationStrings().strings;
  const marks = marksOf(editing.base.tree.codes, editing.history.present)(code);
  const above = path.slice(0, -1);
  return (
    <>
      <Grow>
        <div style={ELLIPSIS} title={path.join(' › ')}>
          {above.length === 0 ? null : (
            <Box as="span" color="colorTextWeak" fontWeight="fontWeightNormal">
              {above.join(' › ')} ›{' '}
            </Box>
          )}
          {path[path.length - 1]}
        </div>
      </Grow>
      {marks.isNew ? <Badge tone="good">{words.isNew}</Badge> : null}
      {marks.isChanged ? <Badge tone="salesforce">{words.isChanged}</Badge> : null}
      {marks.isMoved ? <Badge tone="master">{words.isMoved}</Badge> : null}
      {marks.isRetired ? <Badge tone="stored">{words.isRetired}</Badge> : null}
    </>
  );
};

const EndButton: React.FC<{ code: ReasonCode; tree: TreeViewModel; isFrozen: boolean }> = ({ code, tree, isFrozen }) => {
  const { panel } = useAdministrationStrings().strings;
  if (!isFrozen)
    return (
      <Button variant="destructive_secondary" size="small" onClick={() => tree.remove(code.id)}>
        {panel.remove}
      </Button>
    );
  if (!code.active)
    return (
      <Button variant="secondary" size="small" onClick={() => tree.restore(code.id)}>
        {panel.restore}
      </Button>
    );
  return (
    <Button variant="destructive_secondary" size="small" onClick={() => tree.retire(code.id)}>
      {panel.retire}
    </Button>
  );
};
