import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { ImportIssue } from '@interaction-history/shared/src/contract/reason-codes';
import { createStore, useStore } from '../../state/store';
import { countOf } from '../../strings/format';
import { Grow } from '../../ui/layout';
import { Small } from '../../ui/text';
import { useAdministrationStrings, type AdministrationLanguage } from '../strings/strings';
import { Panel } from '../ui/Panel';
import { HeadCell } from '../ui/TableCell';

interface Row {
  line: string;
  column: string;
  problem: string;
  value: string;
}

/** An issue in words; line 0 is the file as a whole. */
export function describeIssue(
  { line, column, problem, value, otherLine }: ImportIssue,
  { strings }: AdministrationLanguage,
): Row {
  const { files } = strings;
  const see = otherLine === undefined ? '' : ` ${files.otherLine(otherLine)}`;
  return {
    line: line === 0 ? files.whole : String(line),
    column: column ?? '',
    problem: `${files.problems[problem]}${see}`,
    value: value ?? '',
  };
}

/** Everything that is wrong with a file, by line, ready to be copied beside the file (AD-3). */
export const IssueList: React.FC<{ issues: readonly ImportIssue[]; total: number }> = ({ issues, total }) => {
  const language = useAdministrationStrings();
  const { files } = language.strings;
  const rows = issues.map((issue) => describeIssue(issue, language));
  const outcome = React.useMemo(() => createStore<'copied' | 'failed' | null>(null), []);
  const copied = useStore(outcome);
  const copy = async (): Promise<void> => {
    const head = [files.line, files.column, files.problem, files.value];
    const text = [head, ...rows.map(({ line, column, problem, value }) => [line, column, problem, value])]
      .map((cells) => cells.join('\t'))
      .join('\n');
    try {
      await navigator.clipboard.writeText(text);
      outcome.set('copied');
    } catch {
      outcome.set('failed');
    }
  };
  return (
    <Panel
      label={files.problem}
      head={
        <>
          {files.problem}
          <Grow>
            {total > issues.length ? <Small>{files.shown(issues.length, countOf(language.locale, total))}</Small> : null}
          </Grow>
          <Small role="status">{copied === null ? '' : copied === 'copied' ? files.copied : files.copyFailed}</Small>
          <Button variant="secondary" size="small" onClick={() => void copy()}>
            {files.copy}
          </Button>
        </>
      }
    >
      <Box as="table" width="100%" style={{ borderCollapse: 'collapse' }}>
        <thead>
          <tr>
            {[files.line, files.column, files.problem, files.value].map((name, index) => (
              <HeadCell key={name} {...(index === 0 ? { align: 'right', width: '88px' } : {})}>
                {name}
              </HeadCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, column, problem, value }, index) => (
            <tr key={index}>
              <Cell align="right">{line}</Cell>
              <Cell isCode>{column}</Cell>
              <Cell>{problem}</Cell>
              <Cell isCode>{value}</Cell>
            </tr>
          ))}
        </tbody>
      </Box>
    </Panel>
  );
};

const Cell: React.FC<{ align?: 'right'; isCode?: boolean; children: string }> = ({ align, isCode = false, children }) => (
  <Box
    as="td"
    textAlign={align}
    paddingRight="space50"
    paddingY="space30"
    borderTopStyle="solid"
    borderTopWidth="borderWidth10"
    borderTopColor="colorBorderWeaker"
    color="colorText"
    fontFamily={isCode ? 'fontFamilyCode' : 'fontFamilyText'}
    fontSize={isCode ? 'fontSize20' : 'fontSize30'}
    lineHeight="lineHeight20"
    overflowWrap="anywhere"
    dir="auto"
    style={{ fontVariantNumeric: 'tabular-nums' }}
  >
    {children}
  </Box>
);
