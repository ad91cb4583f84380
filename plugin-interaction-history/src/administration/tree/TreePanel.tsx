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
export const TreePanel: React.FC<{ tree: TreeViewModel; editing: Editing }> = ({ tree, editing }) => {
  const { strings, locale } = useAdministrationStrings();
  const { tree: words } = strings;
  const { query, showRetired } = useStore(tree.view);
  const codes = editing.history.present;
  const active = codes.filter((code) => code.active).length;
  const rows = tree.rows();
  return (
    <Panel
      label={words.label}
      fills
      head={
        <>
          <Grow>
            <Input
              type="search"
              insertBefore={<Icon name="search" />}
              aria-label={words.find}
              placeholder={words.findHint}
              autoComplete="off"
              value={query}
              onChange={(event) => tree.search(event.target.value)}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                const [first] = rows;
                if (event.key === 'Escape' && query !== '') tree.search('');
                else if (event.key === 'ArrowDown' && first !== undefined) tree.select(first.code.id, true);
                else return;
                event.preventDefault();
              }}
            />
          </Grow>
          <Button variant="secondary" size="small" onClick={() => tree.add('after')}>
            <Icon name="plus" size={12} />
            {words.add}
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
          <Small>{words.counts(countOf(locale, active), countOf(locale, codes.length - active))}</Small>
        </Grow>
        <Toggle small label={words.showRetired} isOn={showRetired} onChange={() => tree.showRetired(!showRetired)} />
      </Box>
      {rows.length === 0 ? (
        <Box padding="space70" textAlign="center" flexGrow={1}>
          <Strong>{query === '' ? words.none : words.notFound(query)}</Strong>
          {query === '' ? (
            <Plain>{words.noneBody}</Plain>
          ) : (
            <Button variant="link" onClick={() => tree.search('')}>
              {words.clearSearch}
            </Button>
          )}
        </Box>
      ) : (
        <Tree
          tree={tree}
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
