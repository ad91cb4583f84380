import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Input } from '@twilio-paste/core/input';
import { useStore } from '../../state/store';
import { countOf } from '../../strings/format';
import { Icon } from '../../ui/Icon';
import { Grow } from '../../ui/layout';
import { Key, Plain, Small, Strong } from '../../ui/text';
import type { Editing } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { Toggle } from '../ui/Toggle';
import { Tree } from './Tree';
import type { TreeViewModel } from './tree-view';

/** Search, the tree, and the keys that work in it. */
export const TreePanel: React.FC<{ desk: TreeViewModel; editing: Editing }> = ({ desk, editing }) => {
  const { strings, locale } = useAdministrationStrings();
  const { tree } = strings;
  const { query, showRetired } = useStore(desk.view);
  const codes = editing.history.present;
  const active = codes.filter((code) => code.active).length;
  const rows = desk.rows();
  return (
    <Panel
      label={tree.label}
      fills
      head={
        <>
          <Grow>
            <Input
              type="search"
              insertBefore={<Icon name="search" />}
              aria-label={tree.find}
              placeholder={tree.findHint}
              autoComplete="off"
              value={query}
              onChange={(event) => desk.search(event.target.value)}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                const [first] = rows;
                if (event.key === 'Escape' && query !== '') desk.search('');
                else if (event.key === 'ArrowDown' && first !== undefined) desk.select(first.code.id, true);
                else return;
                event.preventDefault();
              }}
            />
          </Grow>
          <Button variant="secondary" size="small" onClick={() => desk.add('after')}>
            <Icon name="plus" size={12} />
            {tree.add}
          </Button>
        </>
      }
      foot={<Keys />}
    >
      <Box
        display="flex"
        alignItems="center"
        flexShrink={0}
        paddingX="space50"
        paddingY="space20"
        borderBottomStyle="solid"
        borderBottomWidth="borderWidth10"
        borderBottomColor="colorBorderWeaker"
      >
        <Grow>
          <Small>{tree.counts(countOf(locale, active), countOf(locale, codes.length - active))}</Small>
        </Grow>
        <Toggle small label={tree.showRetired} isOn={showRetired} onChange={() => desk.showRetired(!showRetired)} />
      </Box>
      {rows.length === 0 ? (
        <Box padding="space70" textAlign="center" flexGrow={1}>
          <Strong>{query === '' ? tree.none : tree.notFound(query)}</Strong>
          {query === '' ? (
            <Plain>{tree.noneBody}</Plain>
          ) : (
            <Button variant="link" onClick={() => desk.search('')}>
              {tree.clearSearch}
            </Button>
          )}
        </Box>
      ) : (
        <Tree
          desk={desk}
          codes={codes}
          published={editing.base.tree.codes}
          locales={editing.locales}
          defaultReasonId={editing.defaultReasonId}
        />
      )}
    </Panel>
  );
};

const Keys: React.FC = () => {
  const { keys, keyNames } = useAdministrationStrings().strings.tree;
  return (
    <>
      <span>
        <Key>↑</Key> <Key>↓</Key> {keys.move}
      </span>
      <span>
        <Key>→</Key> <Key>←</Key> {keys.open}
      </span>
      <span>
        <Key>F2</Key> {keys.rename}
      </span>
      <span>
        <Key>{keyNames.alt}</Key> {keys.reorder}
      </span>
      <span>
        <Key>{keyNames.insert}</Key> {keys.add}
      </span>
      <span>
        <Key>{keyNames.del}</Key> {keys.retire}
      </span>
      <span>
        <Key>{keyNames.ctrl}</Key> <Key>Z</Key> {keys.undo}
      </span>
    </>
  );
};
