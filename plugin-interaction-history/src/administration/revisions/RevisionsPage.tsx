import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Option, Select } from '@twilio-paste/core/select';
import type { Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { explain } from '../../api/api-error';
import { useStrings } from '../../strings/strings';
import { FieldLabel } from '../../ui/field';
import { Icon } from '../../ui/Icon';
import { Notice, RetryButton } from '../../ui/Notice';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { Loading } from '../ui/Loading';
import { Panel } from '../ui/Panel';
import { RevisionList } from './RevisionList';
import type { Pages } from './use-pages';

interface Props<R extends Revision> {
  title: string;
  back: string;
  onBack: () => void;
  /** Compared first; null: what the newest changed. */
  first?: { from: number; to: number } | null;
  pages: Pages<R>;
  /** What lies before the first revision; undefined: as deployed. */
  starter?: string;
  /** News above both columns. */
  news?: React.ReactNode;
  changes: (from: number, to: number) => React.ReactNode;
  /** What can be done with the revision that is looked at. */
  actions: (version: number) => React.ReactNode;
}

/** The list, and what is compared. */
const COLUMNS = 'minmax(300px, 2fr) minmax(0, 5fr)';

/** Published revisions, and what differs between any two of them (AD-2). */
export function RevisionsPage<R extends Revision>(props: Props<R>) {
  const { title, back, onBack, first = null, pages, starter, news, changes, actions } = props;
  const { revisions: words } = useAdministrationStrings().strings;
  const agent = useStrings();
  const [chosen, setChosen] = React.useState(first);
  const heading = React.useRef<HTMLDivElement>(null);
  // who comes by the keyboard starts at the top of the new page
  React.useEffect(() => heading.current?.focus(), []);
  const [newest] = pages.revisions;
  const { from, to } = chosen ?? { from: (newest?.version ?? 1) - 1, to: newest?.version ?? 0 };
  return (
    <Frame
      back={
        <Box marginBottom="space20">
          <TextButton onClick={onBack}>
            <Icon name="left" size={12} />
            {back}
          </TextButton>
        </Box>
      }
      title={
        <div ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          <PageTitle>{title}</PageTitle>
        </div>
      }
    >
      <Box display="flex" flexDirection="column" rowGap="space50" flexGrow={1} minHeight="0">
        {news}
        {pages.error !== null && newest === undefined ? (
          <Notice
            kind="error"
            urgent
            title={words.failed}
            body={explain(pages.error, agent)}
            action={<RetryButton what={title} onRetry={pages.reload} />}
          />
        ) : newest === undefined && pages.phase === 'ready' ? (
          <Notice kind="neutral" title={words.none} body={words.noneBody} />
        ) : newest === undefined ? (
          <Loading label={words.loading} columns={COLUMNS} />
        ) : (
          <Box
            display="grid"
            columnGap="space50"
            flexGrow={1}
            minHeight="0"
            style={{ gridTemplateColumns: COLUMNS, gridTemplateRows: 'minmax(420px, 1fr)' }}
          >
            <RevisionList pages={pages} shown={to} onShow={(version) => setChosen({ from: version - 1, to: version })} />
            <Panel label={words.compare} fills footIsWhite head={words.compare} foot={to === 0 ? undefined : actions(to)}>
              <Box
                display="grid"
                columnGap="space40"
                paddingX="space50"
                paddingY="space40"
                borderBottomStyle="solid"
                borderBottomWidth="borderWidth10"
                borderBottomColor="colorBorderWeaker"
                style={{ gridTemplateColumns: '1fr 1fr' }}
              >
                <Picker
                  id="from"
                  label={words.from}
                  pages={pages}
                  starter={starter}
                  value={from}
                  onPick={(version) => setChosen({ from: version, to })}
                />
                <Picker
                  id="to"
                  label={words.to}
                  pages={pages}
                  starter={starter}
                  value={to}
                  onPick={(version) => setChosen({ from, to: version })}
                />
              </Box>
              <Box flexGrow={1} minHeight="0" overflowY="auto" tabIndex={0} role="group" aria-label={words.compare}>
                <CompareOf from={from} to={to} changes={changes} />
              </Box>
            </Panel>
          </Box>
        )}
      </Box>
    </Frame>
  );
}

const CompareOf: React.FC<{ from: number; to: number; changes: (from: number, to: number) => React.ReactNode }> = ({
  from,
  to,
  changes,
}) => <>{changes(from, to)}</>;

const Picker: React.FC<{
  id: string;
  label: string;
  pages: Pages<Revision>;
  starter: string | undefined;
  value: number;
  onPick: (version: number) => void;
}> = ({ id, label, pages, starter, value, onPick }) => {
  const { revisions: words } = useAdministrationStrings().strings;
  const versions = pages.revisions.map(({ version }) => version);
  // the one before the last that is listed can be looked at before its page is read
  const all = [...new Set([...versions, ...(versions.includes(value) || value === 0 ? [] : [value]), 0])];
  return (
    <Box minWidth="0">
      <FieldLabel htmlFor={`ih-revision-${id}`} label={label} small />
      <Select id={`ih-revision-${id}`} value={String(value)} onChange={(event) => onPick(Number(event.target.value))}>
        {all.map((version) => (
          <Option key={version} value={String(version)}>
            {version === 0 ? (starter ?? words.deployed) : words.revision(version)}
          </Option>
        ))}
      </Select>
    </Box>
  );
};
