import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { Revision } from '@interaction-history/shared/src/contract/reason-codes';
import { explain } from '../../api/api-error';
import { dateTimeOf } from '../../strings/format';
import { useStrings } from '../../strings/strings';
import { Badge } from '../../ui/Badge';
import { Row } from '../../ui/layout';
import { Notice, RetryButton } from '../../ui/Notice';
import { Plain, Small, Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';
import type { Pages } from './use-pages';

interface Props {
  pages: Pages<Revision>;
  /** The one that is looked at. */
  shown: number;
  onShow: (version: number) => void;
}

/** Who published what, when and why; choosing one compares it with the one before. */
export const RevisionList: React.FC<Props> = ({ pages, shown, onShow }) => {
  const { strings, locale } = useAdministrationStrings();
  const { revisions: words } = strings;
  const agent = useStrings();
  return (
    <Panel label={words.list} head={words.list} fills>
      <Box flexGrow={1} minHeight="0" overflowY="auto">
        <Box as="ol" margin="space0" padding="space0" style={{ listStyle: 'none' }}>
          {pages.revisions.map(({ version, publishedAt, publishedBy, note }, index) => (
            <Box
              as="li"
              key={version}
              borderBottomStyle="solid"
              borderBottomWidth="borderWidth10"
              borderBottomColor="colorBorderWeaker"
            >
              <Box
                as="button"
                type="button"
                aria-current={version === shown}
                onClick={() => onShow(version)}
                display="block"
                width="100%"
                textAlign="left"
                paddingX="space50"
                paddingY="space30"
                borderStyle="none"
                fontFamily="inherit"
                cursor="pointer"
                outline="none"
                backgroundColor={version === shown ? 'colorBackgroundPrimaryWeakest' : 'colorBackgroundBody'}
                _focus={{ boxShadow: 'shadowFocusInset' }}
                style={version === shown ? { borderLeft: '4px solid var(--ih-link)', paddingLeft: 12 } : undefined}
              >
                <Row>
                  <Strong>{words.revision(version)}</Strong>
                  {index === 0 ? <Badge tone="good">{words.current}</Badge> : null}
                </Row>
                <Small color={version === shown ? 'colorText' : 'colorTextWeak'}>
                  {`${publishedBy.name}, ${dateTimeOf(locale, publishedAt, Date.now())}`}
                </Small>
                {note === '' ? null : <Plain overflowWrap="anywhere">{note}</Plain>}
              </Box>
            </Box>
          ))}
        </Box>
        {pages.error !== null ? (
          <Box padding="space40">
            <Notice
              kind="error"
              urgent
              title={words.moreFailed}
              body={explain(pages.error, agent)}
              action={<RetryButton what={words.showMore} onRetry={pages.showMore} />}
            />
          </Box>
        ) : pages.more ? (
          <Box paddingX="space50" paddingY="space40">
            <TextButton onClick={pages.showMore} disabled={pages.phase === 'loading'}>
              {pages.phase === 'loading' ? words.loading : words.showMore}
            </TextButton>
          </Box>
        ) : null}
      </Box>
    </Panel>
  );
};
