import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { useStrings } from '../../strings/strings';
import { Grow, Row } from '../../ui/layout';
import { Strong } from '../../ui/text';
import { TextButton } from '../../ui/TextButton';

interface Props {
  button: React.RefObject<HTMLElement>;
  /** Closed from within: the focus goes back to the button. */
  onClose: () => void;
  /** The agent went on to something else. */
  onLeave: () => void;
  children: React.ReactNode;
}

const WIDTH = 400;
const GAP = 8;

const ID = 'ih-top-panel';
export const badgePanel = (): HTMLElement | null => document.getElementById(ID);

/** Below its button, over the page, which goes on: no modal. Esc closes it, and so does whatever else is pressed or focused. */
export const BadgePanel: React.FC<Props> = ({ button, onClose, onLeave, children }) => {
  const { outbox } = useStrings();
  const panel = React.useRef<HTMLDivElement>(null);
  const leave = React.useRef(onLeave);
  leave.current = onLeave;
  const [, placeAnew] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => panel.current?.focus(), []);
  React.useEffect(() => {
    window.addEventListener('resize', placeAnew);
    return () => window.removeEventListener('resize', placeAnew);
  }, []);
  React.useEffect(() => {
    const left = ({ target }: Event): void => {
      if (!(target instanceof Node) || panel.current?.contains(target) || button.current?.contains(target)) return;
      leave.current();
    };
    document.addEventListener('pointerdown', left);
    document.addEventListener('focusin', left);
    return () => {
      document.removeEventListener('pointerdown', left);
      document.removeEventListener('focusin', left);
    };
  }, [button]);
  return (
    <Box
      ref={panel}
      id={ID}
      role="dialog"
      aria-label={outbox.lists}
      tabIndex={-1}
      position="fixed"
      zIndex="zIndex90"
      overflowY="auto"
      backgroundColor="colorBackgroundBody"
      // fields take theirs from around them, and the top bar's is white
      color="colorText"
      borderStyle="solid"
      borderWidth="borderWidth10"
      borderColor="colorBorderWeaker"
      borderRadius="borderRadius30"
      boxShadow="shadowHigh"
      fontFamily="fontFamilyText"
      style={placeBelow(button.current)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <Box paddingX="space50" paddingY="space40">
        <Row>
          <Grow>
            <Strong as="h2">{outbox.lists}</Strong>
          </Grow>
          <TextButton onClick={onClose}>{outbox.close}</TextButton>
        </Row>
      </Box>
      {children}
    </Box>
  );
};

/** Its right edge at the button's, as far as the window lets it. */
function placeBelow(button: HTMLElement | null): React.CSSProperties {
  const { bottom, right } = button?.getBoundingClientRect() ?? { bottom: 0, right: 0 };
  const width = Math.min(WIDTH, window.innerWidth - 2 * GAP);
  const left = Math.min(Math.max(GAP, right - width), window.innerWidth - width - GAP);
  const top = bottom + GAP;
  return { top, left, width, maxHeight: `calc(100vh - ${top + GAP}px)`, outline: 'none' };
}
