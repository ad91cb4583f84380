import * as React from 'react';
import { labelOf } from '@interaction-history/shared/src/reason-codes/tree';
import { explain } from '../../api/api-error';
import { momentOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Notice } from '../../ui/Notice';
import { Plain } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import type { Editing } from '../editor/editor-state';
import { useAdministrationStrings } from '../strings/strings';
import { Warning } from '../ui/Warning';
import type { DescribeContext } from './describe-change';

/** Why a publication was not made: no answer, or what the Functions object to, each with the way to the code. */
export const PublishError: React.FC<{ editing: Editing; context: DescribeContext; onShow: (codeId: string) => void }> = ({
  editing: { publishing },
  context,
  onShow,
}) => {
  const { strings, locale } = useAdministrationStrings();
  const { review } = strings;
  const agent = useStrings();
  if (publishing.phase === 'failed')
    return <Notice kind="error" urgent title={review.failed} body={review.failedKept(explain(publishing.error, agent))} />;
  if (publishing.phase !== 'invalid') return null;
  return (
    <Notice kind="error" urgent title={review.invalid}>
      <ul style={{ margin: '4px 0 0', padding: 0, listStyle: 'none' }}>
        {publishing.issues.map(({ codeId, problem }) => {
          const code = context.codes.find(({ id }) => id === codeId);
          const label = code === undefined ? null : labelOf(code, locale);
          return (
            <li key={`${codeId} ${problem}`}>
              <Plain>
                {label === null ? null : <TextButton onClick={() => onShow(codeId)}>{label}</TextButton>} {review.issues[problem]}
              </Plain>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
};

interface OvertakenProps {
  editing: Editing;
  conflicts: number;
  onCompare: (versions: { from: number; to: number }) => void;
}

/** Someone has published since this draft began: who, when, what they changed, and that nothing is lost. */
export const Overtaken: React.FC<OvertakenProps> = ({ editing: { base, newer }, conflicts, onCompare }) => {
  const { strings, locale } = useAdministrationStrings();
  const { review } = strings;
  if (newer === null) return null;
  const { tree, by } = newer;
  const who = by?.publishedBy.name ?? strings.newerUnknown;
  const when = tree.publishedAt === null ? '' : momentOf(locale, tree.publishedAt, Date.now());
  const versions = { from: base.tree.version, to: tree.version };
  return (
    <Warning
      title={review.conflictTitle(who, tree.version, when)}
      body={review.conflictBody(conflicts)}
      action={<TextButton onClick={() => onCompare(versions)}>{review.compare(versions.from, versions.to)}</TextButton>}
    />
  );
};
