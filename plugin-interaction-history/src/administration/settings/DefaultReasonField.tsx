import * as React from 'react';
import { offeredCodes, type OfferedCode } from '@interaction-history/shared/src/reason-codes/offered';
import type { ReasonTree } from '@interaction-history/shared/src/contract/reason-codes';
import { ReasonPicker } from '../../features/wrap-up/ReasonPicker';
import { useAdministrationStrings } from '../strings/strings';

interface Props {
  id: string;
  tree: ReasonTree;
  /** The chosen reason in words; empty when none is chosen here. */
  path: string;
  hasError: boolean;
  onChange: (reasonId: string | undefined) => void;
}

/** The agent's own picker over every reason that can be given; limits to queues and channels do not matter here (RC-6). */
export const DefaultReasonField: React.FC<Props> = ({ id, tree, path, hasError, onChange }) => {
  const { strings, locale } = useAdministrationStrings();
  const offered = React.useMemo((): OfferedCode[] => {
    const codes = tree.codes.map((code) => ({ ...code, queues: [], channels: [] }));
    return offeredCodes({ ...tree, codes }, { queueSid: null, channel: 'voice' }, locale);
  }, [tree, locale]);
  return (
    <>
      <label htmlFor={id} style={{ position: 'absolute', width: 0, height: 0, overflow: 'hidden' }}>
        {strings.settings.names.defaultReasonId}
      </label>
      <ReasonPicker
        id={id}
        offered={offered}
        value={path}
        disabled={false}
        placeholder={strings.settings.choosing}
        hasError={hasError}
        describedBy={hasError ? `${id}-error` : `${id}-about`}
        onChoose={onChange}
        onClear={() => onChange(undefined)}
      />
    </>
  );
};
