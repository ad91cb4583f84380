import * as React from 'react';
import type { HealthResponse } from '@interaction-history/shared/src/contract/health';
import { VERSION } from '@interaction-history/shared/src/version';
import { Box } from '@twilio-paste/core/box';
import { momentOf } from '../../strings/format';
import { Small, Strong } from '../../ui/text';
import { useAdministrationStrings } from '../strings/strings';
import { Panel } from '../ui/Panel';
import type { HealthWords } from './words.en';

/** How much of the allowance is used, what waits, what came last, and which versions run. */
export const HealthSide: React.FC<{ health: HealthResponse; words: HealthWords }> = ({ health, words }) => {
  const { locale } = useAdministrationStrings();
  const { salesforce, salesforceLog, lastAcceptedAt, orderEvents, versions } = health;
  const at = (instant: string): string => momentOf(locale, instant, Date.now());
  const count = (n: number): string => n.toLocaleString(locale);
  const allowance = salesforce.status === 'ok' ? salesforce.allowance : undefined;
  const own = salesforce.status === 'ok' ? salesforce.own : undefined;
  const fits = versions.functions === VERSION && (versions.data === undefined || versions.data <= versions.writes);
  return (
    <Box display="flex" flexDirection="column" rowGap="space50">
      {allowance === undefined ? null : (
        <Side title={words.calls} aside={words.last24}>
          <Strong>{words.used(count(allowance.used), count(allowance.max))}</Strong>
          <Box
            aria-hidden="true"
            height="sizeSquare20"
            borderRadius="borderRadius20"
            overflow="hidden"
            backgroundColor="colorBackgroundStrong"
          >
            <Box
              height="100%"
              backgroundColor="colorBackgroundPrimary"
              style={{ width: `${Math.min(100, (allowance.used / allowance.max) * 100)}%` }}
            />
          </Box>
          {/* calls are taken twenty at a time, in advance */}
          {own === undefined ? null : <Small>{words.ours(count(Math.min(own.used, allowance.used)), count(own.share))}</Small>}
        </Side>
      )}
      {salesforceLog === undefined ? null : (
        <Side title={words.waiting}>
          <Fact name={words.toLog} value={count(salesforceLog.waiting)} />
          <Fact name={words.refused} value={count(salesforceLog.failing)} />
          <Fact name={words.oldest} value={salesforceLog.oldest === null ? words.none : at(salesforceLog.oldest)} />
          <Fact name={words.lastError} value={salesforceLog.lastError ?? words.none} />
        </Side>
      )}
      {lastAcceptedAt === undefined ? null : (
        <Side title={words.received}>
          <Fact name={words.accepted} value={lastAcceptedAt === null ? words.never : at(lastAcceptedAt)} />
        </Side>
      )}
      {orderEvents === undefined ? null : (
        <Side title={words.orders} {...(isSilent(orderEvents.listeningAt) ? { aside: words.silent } : {})}>
          <Fact name={words.listening} value={at(orderEvents.listeningAt)} />
          <Fact name={words.lastEvent} value={orderEvents.lastEventAt === null ? words.none : at(orderEvents.lastEventAt)} />
          <Fact name={words.toProvision} value={count(orderEvents.waiting)} />
          <Fact name={words.ordersFailed} value={count(orderEvents.failed)} />
        </Side>
      )}
      <Side title={words.versions} aside={fits ? words.fits : words.dontFit}>
        <Fact name={words.functions} value={versions.functions} />
        <Fact name={words.page} value={VERSION} />
        <Fact name={words.data} value={`${versions.data ?? '?'} / ${versions.writes}`} />
      </Side>
    </Box>
  );
};

/** Salesforce says something at least every 270 s: after ten minutes nobody listens. */
const isSilent = (listeningAt: string): boolean => Date.now() - Date.parse(listeningAt) > 600_000;

const Side: React.FC<{ title: string; aside?: string }> = ({ title, aside, children }) => (
  <Panel
    label={title}
    head={
      <>
        <span>{title}</span>
        <Box flexGrow={1} />
        {aside === undefined ? null : <Small as="span">{aside}</Small>}
      </>
    }
  >
    <Box padding="space50" display="flex" flexDirection="column" rowGap="space30">
      {children}
    </Box>
  </Panel>
);

const Fact: React.FC<{ name: string; value: string }> = ({ name, value }) => (
  <Box display="flex" columnGap="space30" flexWrap="wrap">
    <Small as="span">{name}</Small>
    <Box flexGrow={1} />
    <Strong as="span" overflowWrap="anywhere">
      {value}
    </Strong>
  </Box>
);
