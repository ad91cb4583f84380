import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { ReasonCode } from '@interaction-history/shared/src/contract/reason-codes';
import { explain } from '../../api/api-error';
import { countOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Count } from '../../ui/Badge';
import { Icon } from '../../ui/Icon';
import { Grow } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Small } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { aligned, changesOf } from '../editor/changes';
import type { Editing } from '../editor/editor-state';
import { ChangeList } from '../review/ChangeList';
import { describeChange } from '../review/describe-change';
import { useDescribeContext } from '../revisions/use-describe-context';
import { useAdministrationStrings } from '../strings/strings';
import { Frame, PageTitle } from '../ui/Frame';
import { Panel } from '../ui/Panel';
import { Warning } from '../ui/Warning';
import { DropZone } from './DropZone';
import { FileButton } from './FileActions';
import { IssueList } from './IssueList';
import { MAX_SENT, type FileProblem } from './read-file';
import { useImport, type Importing } from './use-import';

interface Props {
  file: File;
  editing: Editing;
  onFile: (file: File) => void;
  onTake: (codes: readonly ReasonCode[]) => void;
  onBack: () => void;
}

/** A file of reason codes: what is wrong with it, or what it would change. Nothing is applied until it is taken over (AD-3). */
export const ImportPage: React.FC<Props> = ({ file, editing, onFile, onTake, onBack }) => {
  const { files } = useAdministrationStrings().strings;
  const { state, again } = useImport(file);
  const draft = editing.history.present;
  const codes = React.useMemo(() => (state.phase === 'read' ? aligned(draft, state.codes) : null), [state, draft]);
  const changes = codes === null ? 0 : changesOf(draft, codes).length;
  const heading = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => heading.current?.focus(), []);
  return (
    <DropZone onFile={onFile}>
      <Frame
        back={
          <Box marginBottom="space20">
            <TextButton onClick={onBack}>
              <Icon name="left" size={12} />
              {files.back}
            </TextButton>
          </Box>
        }
        title={
          <div
            ref={heading}
            tabIndex={-1}
            style={{ display: 'flex', alignItems: 'center', gap: 8, outline: 'none', minWidth: 0 }}
          >
            <PageTitle>{files.title}</PageTitle>
            <Small overflowWrap="anywhere">{file.name}</Small>
          </div>
        }
        actions={<FileButton onFile={onFile}>{files.another}</FileButton>}
        foot={
          codes === null || changes === 0 ? undefined : (
            <>
              <Grow>
                <Small>{files.takeOverBody}</Small>
              </Grow>
              <Button variant="primary" onClick={() => onTake(codes)}>
                {files.takeOver}
              </Button>
            </>
          )
        }
      >
        <Box display="flex" flexDirection="column" rowGap="space50">
          <Outcome state={state} file={file} onAgain={again} />
          {codes === null ? null : <WouldChange editing={editing} codes={codes} />}
        </Box>
      </Frame>
    </DropZone>
  );
};

const Outcome: React.FC<{ state: Importing; file: File; onAgain: () => void }> = ({ state, file, onAgain }) => {
  const { strings, locale } = useAdministrationStrings();
  const { files } = strings;
  const agent = useStrings();
  switch (state.phase) {
    case 'reading':
      return <Box role="status">{files.reading(file.name)}</Box>;
    case 'trouble':
      return <Trouble trouble={state.trouble} />;
    case 'failed':
      return (
        <Notice
          kind="error"
          urgent
          title={files.failed}
          body={explain(state.error, agent)}
          action={<RetryButton what={file.name} onRetry={onAgain} />}
        />
      );
    case 'refused':
      return (
        <>
          <Notice
            kind="error"
            urgent
            title={state.total === 1 ? files.refusedOne : files.refused(countOf(locale, state.total))}
            body={files.refusedBody}
          />
          <IssueList issues={state.issues} total={state.total} />
        </>
      );
    case 'read':
      return null;
  }
};

const Trouble: React.FC<{ trouble: FileProblem }> = ({ trouble }) => {
  const { strings, locale } = useAdministrationStrings();
  const { files } = strings;
  const kilobytes = (bytes: number): string => `${countOf(locale, Math.ceil(bytes / 1024))} KB`;
  switch (trouble.problem) {
    case 'too-large':
      return (
        <Notice
          kind="error"
          urgent
          title={files.tooLarge(kilobytes(trouble.size), kilobytes(MAX_SENT))}
          body={files.tooLargeBody}
        />
      );
    case 'not-text':
      return <Notice kind="error" urgent title={files.notText} body={files.notTextBody} />;
    case 'unreadable':
      return <Notice kind="error" urgent title={files.unreadable} body={files.unreadableBody} />;
  }
};

const WouldChange: React.FC<{ editing: Editing; codes: readonly ReasonCode[] }> = ({ editing, codes }) => {
  const { strings, locale } = useAdministrationStrings();
  const { files } = strings;
  const draft = editing.history.present;
  const context = useDescribeContext(editing, draft, codes);
  const told = React.useMemo(
    () => changesOf(draft, codes).flatMap((change) => describeChange(change, context)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- context is rebuilt each time from these and the language
    [draft, codes, context.language],
  );
  const own = changesOf(editing.base.tree.codes, draft).length;
  if (told.length === 0) return <Notice kind="neutral" icon="check" urgent title={files.same} />;
  return (
    <>
      <Notice kind="info" icon="check" urgent title={files.read(countOf(locale, codes.length))} />
      {own === 0 ? null : <Warning title={strings.draftOf(own)} body={files.replaces(own)} />}
      <Panel
        label={files.wouldChange}
        head={
          <>
            {files.wouldChange} <Count>{told.length}</Count>
          </>
        }
      >
        <ChangeList changes={told} />
      </Panel>
    </>
  );
};
