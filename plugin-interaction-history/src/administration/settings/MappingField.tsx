import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Option, Select } from '@twilio-paste/core/select';
import type { Settings } from '@interaction-history/shared/src/contract/settings';
import {
  INSIGHTS_ATTRIBUTES,
  INSIGHTS_SOURCES,
  mappingIssues,
  type InsightsSource,
} from '@interaction-history/shared/src/insights/insights';
import { mappingLines, withLine } from '@interaction-history/shared/src/settings/insights-mapping';
import { TextButton } from '../../ui/TextButton';
import { useAdministrationStrings } from '../strings/strings';
import { HeadCell } from '../ui/TableCell';

type Mapping = Settings['insightsMapping'];
interface Props {
  id: string;
  deployed: Mapping;
  value: Mapping;
  mayEdit: boolean;
  onChange: (value: Mapping) => void;
}

/** Sources that an attribute takes: a measure a number, everything else text. */
const sourcesFor = (attribute: string): InsightsSource[] =>
  INSIGHTS_SOURCES.filter((source) => mappingIssues({ [attribute]: source }).length === 0);

/** What is written for Flex Insights, one attribute a row (OR-2). Hundreds of options: not drawn for a letter typed elsewhere. */
export const MappingField = React.memo<Props>(function MappingField({ id, deployed, value, mayEdit, onChange }) {
  const { strings } = useAdministrationStrings();
  const words = strings.settings;
  const lines = mappingLines(deployed, value);
  return (
    <>
      <Box as="table" width="100%" style={{ borderCollapse: 'collapse', tableLayout: 'fixed' }}>
        <thead>
          <tr>
            <HeadCell width="34%">{words.mapping.attribute}</HeadCell>
            <HeadCell width="36%">{words.mapping.source}</HeadCell>
            <HeadCell width="30%">{words.mapping.deployed}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ attribute, source, deployed: below, isOwn }, index) => (
            <tr key={attribute}>
              <Cell>
                <Box as="code" fontFamily="fontFamilyCode">
                  {attribute}
                </Box>
              </Cell>
              <Cell>
                {mayEdit ? (
                  <Select
                    id={index === 0 ? id : `${id}-${attribute}`}
                    aria-label={words.mapping.sourceOf(attribute)}
                    value={source ?? ''}
                    onChange={(event) =>
                      onChange(
                        withLine(value, attribute, event.target.value === '' ? null : (event.target.value as InsightsSource)),
                      )
                    }
                  >
                    <Option value="">{words.off}</Option>
                    <>
                      {sourcesFor(attribute).map((each) => (
                        <Option key={each} value={each}>
                          {words.sources[each]}
                        </Option>
                      ))}
                    </>
                  </Select>
                ) : source === null ? (
                  words.off
                ) : (
                  words.sources[source]
                )}
              </Cell>
              <Cell>
                {below === undefined ? words.mapping.notDeployed : words.sources[below]}
                {isOwn && mayEdit ? (
                  <Box>
                    <TextButton onClick={() => onChange(withLine(value, attribute, undefined))}>
                      {words.backToDeployed}
                      <Box as="span" position="absolute" width="size0" height="size0" overflow="hidden">{` ${attribute}`}</Box>
                    </TextButton>
                  </Box>
                ) : null}
              </Cell>
            </tr>
          ))}
        </tbody>
      </Box>
      {mayEdit ? (
        <NewLine
          id={`${id}-new`}
          taken={lines.map(({ attribute }) => attribute)}
          onAdd={(attribute, source) => onChange(withLine(value, attribute, source))}
        />
      ) : null}
    </>
  );
});

const NewLine: React.FC<{ id: string; taken: readonly string[]; onAdd: (attribute: string, source: InsightsSource) => void }> = ({
  id,
  taken,
  onAdd,
}) => {
  const { settings: words } = useAdministrationStrings().strings;
  const [attribute, setAttribute] = React.useState('');
  const [source, setSource] = React.useState('');
  const sources = attribute === '' ? [] : sourcesFor(attribute);
  return (
    <Box
      display="grid"
      columnGap="space30"
      marginTop="space40"
      alignItems="center"
      style={{ gridTemplateColumns: '34fr 36fr 30fr' }}
    >
      <Select id={id} aria-label={words.mapping.add} value={attribute} onChange={(event) => setAttribute(event.target.value)}>
        <Option value="">{words.mapping.add}</Option>
        <>
          {INSIGHTS_ATTRIBUTES.filter((each) => !taken.includes(each)).map((each) => (
            <Option key={each} value={each}>
              {each}
            </Option>
          ))}
        </>
      </Select>
      <Select
        id={`${id}-source`}
        aria-label={words.mapping.chooseSource}
        value={source}
        disabled={attribute === ''}
        onChange={(event) => setSource(event.target.value)}
      >
        <Option value="">{words.mapping.chooseSource}</Option>
        <>
          {sources.map((each) => (
            <Option key={each} value={each}>
              {words.sources[each]}
            </Option>
          ))}
        </>
      </Select>
      <div>
        <Button
          variant="secondary"
          disabled={!sources.some((each) => each === source)}
          onClick={() => {
            onAdd(attribute, source as InsightsSource);
            setAttribute('');
            setSource('');
            document.getElementById(id)?.focus();
          }}
        >
          {words.add}
        </Button>
      </div>
    </Box>
  );
};

const Cell: React.FC<{ children: React.ReactNode }> = ({ children }) => (
  <Box
    as="td"
    paddingY="space20"
    paddingRight="space30"
    fontSize="fontSize20"
    lineHeight="lineHeight10"
    color="colorText"
    overflowWrap="anywhere"
    borderTopStyle="solid"
    borderTopWidth="borderWidth10"
    borderTopColor="colorBorderWeaker"
  >
    {children}
  </Box>
);
