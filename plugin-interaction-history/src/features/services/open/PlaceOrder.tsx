import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import { mayOrderInternet } from '@interaction-history/shared/src/services/possible';
import { useStore } from '../../../state/store';
import { Icon } from '../../../ui/Icon';
import { Notice, RetryButton } from '../../../ui/Notice';
import { Grow, Row } from '../../../ui/layout';
import { Small, Strong } from '../../../ui/text';
import { TextButton } from '../../../ui/TextButton';
import { useTaskSession } from '../../task-session';
import { Effects, Pane } from './ActionPane';
import { Ending } from './Ending';
import { OrderLines, OrderTotals } from './OrderLines';
import { ProductSearch } from './ProductSearch';
import { SendRow } from './SendRow';
import type { ActionForm } from '../services-state';
import { useServiceWords } from './strings/strings';
import { wantedOf } from './wanted';

/** SA-5: products chosen, then the order read back to the customer, then placed. What is chosen stays if the agent leaves. */
export const PlaceOrder: React.FC<{ services: CustomerServices; form: ActionForm }> = ({ services, form }) => {
  const { services: own, focus } = useTaskSession();
  const { catalogue, catalogueError } = useStore(own.store);
  const words = useServiceWords();
  const { state, isReviewing, lines, on, typed } = form;
  const hasInternet = mayOrderInternet({ eligibility: services.eligibility.state });
  const place = React.useRef<HTMLFormElement>(null);
  React.useEffect(() => {
    place.current?.querySelector<HTMLElement>('input')?.focus();
  }, [isReviewing, catalogue]);
  const leave = (): void => {
    own.close();
    focus.focus([...(form.from === null ? [] : [form.from]), `action place-order ${on ?? ''}`, 'services']);
  };
  const back = (): void => (isReviewing ? own.review(false) : leave());
  if (state.phase === 'done' || state.phase === 'moved')
    return (
      <Pane>
        <Ending form={form} onClose={leave} />
      </Pane>
    );
  return (
    <form
      ref={place}
      aria-label={isReviewing ? words.review : words.titles['place-order']}
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        back();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = wantedOf(form, services);
        if (!isReviewing) own.review(lines.length > 0);
        else if (wanted !== null) void own.send(wanted);
      }}
    >
      <TextButton onClick={back}>
        <Icon name="left" size={12} />
        {isReviewing ? words.back : words.heading}
      </TextButton>
      <Row>
        <Grow>
          <Strong as="h3">{isReviewing ? words.review : words.titles['place-order']}</Strong>
        </Grow>
      </Row>
      {catalogueError === null ? null : (
        <Notice
          kind="error"
          title={words.catalogueFailed}
          action={<RetryButton what={words.addProducts} onRetry={() => own.begin('place-order', on)} />}
        />
      )}
      {catalogue === null ? (
        catalogueError === null ? (
          <Small role="status">{words.loading}</Small>
        ) : null
      ) : isReviewing ? (
        <>
          <Small>{words.readBack}</Small>
          {lines.some(({ problem }) => problem !== undefined) ? <Notice kind="error" urgent title={words.notPlaced} /> : null}
          <OrderLines lines={lines} catalogue={catalogue} onChange={null} />
          <OrderTotals lines={lines} catalogue={catalogue} />
          <Box as="label" display="flex" columnGap="space30" alignItems="center" marginTop="space40">
            <input
              type="checkbox"
              checked={typed.consent === 'yes'}
              onChange={(event) => own.edit({ consent: event.target.checked ? 'yes' : '' })}
            />
            <Small color="colorText">{words.consent}</Small>
          </Box>
          <Effects lines={words.effects['place-order']} />
          {typed.consent === 'yes' ? null : <Small>{words.consentFirst}</Small>}
          <SendRow state={state} label={words.send['place-order']} disabled={typed.consent !== 'yes'} />
        </>
      ) : (
        <>
          {hasInternet ? null : <Notice kind="neutral" icon="alert" title={words.notEligibleTitle} body={words.notEligible} />}
          <ProductSearch catalogue={catalogue} lines={lines} hasInternet={hasInternet} onAdd={own.setLines} />
          <OrderLines lines={lines} catalogue={catalogue} onChange={own.setLines} />
          {lines.length === 0 ? null : <OrderTotals lines={lines} catalogue={catalogue} />}
          <Row marginTop="space40">
            <Grow>{lines.length === 0 ? <Small>{words.addFirst}</Small> : null}</Grow>
            <Button variant="primary" type="submit" disabled={lines.length === 0}>
              {words.review}
            </Button>
          </Row>
        </>
      )}
    </form>
  );
};
