import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { Badge } from '../../ui/Badge';
import { ELLIPSIS } from '../../ui/text';
import { countOf } from '../../strings/format';
import { languageName, useAdministrationStrings } from '../strings/strings';
import { Glyph } from '../ui/Glyph';
import type { Marks } from './marks';
import { RenameField } from './RenameField';
import type { TreeRow } from './rows';

export const LINE_HEIGHT = 32;
export const lineId = (codeId: string): string => `ih-code-${codeId}`;

export interface LineHandlers {
  onSelect: (id: string) => void;
  onToggle: (id: string, open: boolean) => void;
  onRename: (id: string) => void;
  onEndRename: (label: string | null) => boolean;
}

interface Props extends LineHandlers {
  row: TreeRow;
  top: number;
  marks: Marks;
  missing: string;
  isDefault: boolean;
  isSelected: boolean;
  /** The one line that Tab reaches. */
  isReachable: boolean;
  isRenaming: boolean;
  /** Where a dragged code would go. */
  dropAt: 'before' | 'into' | 'after' | null;
}

/** One line of the tree: what it is, what the draft did to it, how many reasons are below. */
export const TreeLine = React.memo<Props>(function TreeLine(props) {
  const { row, top, marks, missing, isDefault, isSelected, isReachable, isRenaming, dropAt } = props;
  const { code, level, hasChildren, isOpen } = row;
  const { strings, locale } = useAdministrationStrings();
  const label = labelOf(code, locale);
  const words = strings.marks;
  const lacks = missing === '' ? '' : words.missing(missingNames(missing));
  return (
    <Box
      id={lineId(code.id)}
      data-code={code.id}
      role="treeitem"
      aria-level={level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={isSelected}
      tabIndex={isReachable ? 0 : -1}
      draggable={!isRenaming}
      position="absolute"
      left={0}
      right={0}
      display="flex"
      alignItems="center"
      columnGap="space30"
      height="sizeSquare100"
      paddingRight="space40"
      borderBottomStyle="solid"
      borderBottomWidth="borderWidth10"
      borderBottomColor="colorBorderWeaker"
      backgroundColor={isSelected ? 'colorBackgroundPrimaryWeakest' : 'colorBackgroundBody'}
      fontSize="fontSize30"
      lineHeight="lineHeight20"
      color="colorText"
      cursor="default"
      outline="none"
      _hover={isSelected ? {} : { backgroundColor: 'colorBackground' }}
      _focus={{ boxShadow: 'shadowFocusInset', borderRadius: 'borderRadius20' }}
      style={{ top, height: LINE_HEIGHT, paddingLeft: 8 + (level - 1) * 24, ...DROP[dropAt ?? 'none'] }}
      onClick={() => props.onSelect(code.id)}
      // assistive technology puts the focus where it likes
      onFocus={(event: React.FocusEvent) => {
        if (event.target === event.currentTarget && !isSelected) props.onSelect(code.id);
      }}
      onDoubleClick={() => props.onRename(code.id)}
    >
      <Box
        as="span"
        color="colorTextWeak"
        style={{ width: 16, flex: 'none' }}
        onClick={(event: React.MouseEvent) => {
          if (!hasChildren) return;
          event.stopPropagation();
          props.onToggle(code.id, !isOpen);
        }}
      >
        {hasChildren ? <Glyph name={isOpen ? 'down' : 'right'} /> : null}
      </Box>
      {isRenaming ? (
        <RenameField label={label} onEnd={props.onEndRename} />
      ) : (
        <Box
          as="span"
          flexGrow={1}
          minWidth="0"
          fontWeight={level === 1 ? 'fontWeightSemibold' : 'fontWeightNormal'}
          color={marks.isRetired ? 'colorTextWeak' : 'colorText'}
          title={label}
          style={{ ...ELLIPSIS, ...(marks.isRetired ? { textDecoration: 'line-through' } : {}) }}
        >
          {label}
        </Box>
      )}
      {isDefault ? <Mark tone="plain">{words.isDefault}</Mark> : null}
      {marks.isNew ? <Mark tone="good">{words.isNew}</Mark> : null}
      {marks.isChanged ? (
        <Mark tone="salesforce" onTint={isSelected}>
          {words.isChanged}
        </Mark>
      ) : null}
      {marks.isMoved ? (
        <Mark tone="master" onTint={isSelected}>
          {words.isMoved}
        </Mark>
      ) : null}
      {marks.isRetired ? (
        <Mark tone="stored" onTint={isSelected}>
          {words.isRetired}
        </Mark>
      ) : null}
      {lacks === '' ? null : <Mark tone="pending">{lacks}</Mark>}
      {hasChildren ? (
        <Box
          as="span"
          fontSize="fontSize20"
          lineHeight="lineHeight10"
          color={isSelected ? 'colorText' : 'colorTextWeak'}
          textAlign="right"
          flexShrink={0}
          style={{ width: 32 }}
        >
          <span aria-hidden="true">{countOf(locale, row.choosable)}</span>
          <Hidden>{`, ${strings.tree.reasons(row.choosable)}`}</Hidden>
        </Box>
      ) : null}
      <Box as="span" color="colorTextWeak" cursor="grab" title={strings.tree.drag}>
        <Glyph name="grip" />
      </Box>
    </Box>
  );
}, isSame);

/** Rows and marks are rebuilt on every keystroke; a line whose facts haven't changed isn't drawn again. */
function isSame({ row, marks, ...before }: Props, { row: nextRow, marks: nextMarks, ...after }: Props): boolean {
  return isSameShape(row, nextRow) && isSameShape(marks, nextMarks) && isSameShape(before, after);
}
const isSameShape = (a: object, b: object): boolean =>
  Object.entries(a).every(([name, value]) => Object.is(value, (b as Record<string, unknown>)[name]));

const DROP: Record<string, React.CSSProperties> = {
  before: { boxShadow: 'inset 0 3px 0 var(--ih-link)' },
  after: { boxShadow: 'inset 0 -3px 0 var(--ih-link)' },
  into: { boxShadow: 'inset 0 0 0 2px var(--ih-link)' },
  none: {},
};

const missingNames = (locales: string): string =>
  locales
    .split(' ')
    .map((locale) => languageName(locale))
    .join(', ');

/** A badge that is read out after a pause. */
const Mark: React.FC<Pick<React.ComponentProps<typeof Badge>, 'tone' | 'onTint' | 'children'>> = (badge) => (
  <>
    <Hidden>, </Hidden>
    <Badge {...badge} />
  </>
);

/** Read out, never seen. */
const Hidden: React.FC<{ children: string }> = ({ children }) => (
  <span style={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clip: 'rect(0 0 0 0)', whiteSpace: 'pre' }}>
    {children}
  </span>
);
