import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import type { CustomerServices } from '@interaction-history/shared/src/contract/services';
import { Icon } from '../../../ui/Icon';
import { Grow, Row } from '../../../ui/layout';
import { Small, Strong } from '../../../ui/text';
import { useTaskSession } from '../../task-session';
import { ActionFields } from './ActionFields';
import { Ending } from './Ending';
import { SendRow } from './SendRow';
import { IconButton } from '../IconButton';
import type { ActionForm } from '../services-state';
import { missingIn, wantedOf } from './wanted';
import { useServiceWords } from './strings/strings';

interface Props {
  services: CustomerServices;
  form: ActionForm;
  /** The line it stands in. */
  about: string;
}

/** An action's form in its line: what it needs to know, what it will do in Salesforce, and what came of it. One is open at a time. */
export const ActionPane: React.FC<Props> = ({ services, form, about }) => {
  const { services: own, focus } = useTaskSession();
  const words = useServiceWords();
  const [isAsked, ask] = React.useState(false);
  const place = React.useRef<HTMLFormElement>(null);
  const { action, on, state } = form;
  const missing = isAsked ? missingIn(form, services, Date.now()) : {};
  React.useEffect(() => firstField(place.current)?.focus(), []);
  const close = (): void => {
    own.close();
    focus.focus([...(form.from === null ? [] : [form.from]), `action ${action} ${on ?? ''}`, 'services']);
  };
  const send = (): void => {
    ask(true);
    const [first] = Object.keys(missingIn(form, services, Date.now()));
    const wanted = wantedOf(form, services);
    if (wanted !== null) void own.send(wanted);
    else if (first !== undefined)
      place.current?.querySelector<HTMLElement>(`[data-field="${first}"] input, [data-field="${first}"] textarea`)?.focus();
  };
  return (
    <form
      ref={place}
      aria-label={words.titles[action]}
      noValidate
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        close();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Pane>
        {state.phase === 'done' || state.phase === 'moved' ? (
          <Ending form={form} onClose={close} />
        ) : (
          <>
            <Row>
              <Grow>
                <Strong as="h4">{words.titles[action]}</Strong>
                <Small>{about}</Small>
              </Grow>
              <IconButton name="close" label={words.close} onClick={close} />
            </Row>
            <ActionFields services={services} form={form} missing={missing} onEdit={own.edit} />
            <Effects lines={words.effects[action]} />
            <SendRow state={state} label={words.send[action]} />
          </>
        )}
      </Pane>
    </form>
  );
};

/** What can be filled in first; else the button that sends. */
const firstField = (place: HTMLElement | null): HTMLElement | null =>
  place?.querySelector<HTMLElement>('input, textarea, select') ??
  place?.querySelector<HTMLElement>('button[type="submit"]') ??
  null;

/** A box with the blue edge of what the agent is at. */
export const Pane: React.FC = ({ children }) => (
  <Box
    marginTop="space30"
    padding="space40"
    borderStyle="solid"
    borderWidth="borderWidth10"
    borderColor="colorBorderPrimaryWeaker"
    borderRadius="borderRadius20"
    style={{ borderLeftWidth: 4 }}
  >
    {children}
  </Box>
);

/** What will happen in Salesforce, said before it does. */
export const Effects: React.FC<{ lines: readonly string[] }> = ({ lines }) => {
  const words = useServiceWords();
  return (
    <Box marginTop="space40" padding="space40" borderRadius="borderRadius20" backgroundColor="colorBackground">
      <Small color="colorText">
        <b>{words.inSalesforce}</b>
      </Small>
      {lines.map((line) => (
        <Box key={line} display="flex" columnGap="space20" alignItems="flex-start" color="colorTextWeak">
          <Icon name="plus" size={12} />
          <Small>{line}</Small>
        </Box>
      ))}
    </Box>
  );
};
