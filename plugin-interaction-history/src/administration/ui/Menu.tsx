import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Button } from '@twilio-paste/core/button';
import { Icon } from '../../ui/Icon';

interface Props {
  label: string;
  /** Before the label. */
  icon: React.ReactNode;
  items: readonly { label: string; onChoose: () => void }[];
}

/** A button that opens a short list of actions: ↓ opens, ↑ ↓ move, Enter does, Esc closes. */
export const Menu: React.FC<Props> = ({ label, icon, items }) => {
  const [isOpen, setOpen] = React.useState(false);
  const box = React.useRef<HTMLDivElement>(null);
  const entries = (): HTMLElement[] => [...(box.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
  const close = (): void => {
    setOpen(false);
    box.current?.querySelector('button')?.focus();
  };
  React.useEffect(() => {
    if (isOpen) entries()[0]?.focus();
  }, [isOpen]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    const target = moves[event.key];
    if (!isOpen && event.key === 'ArrowDown') setOpen(true);
    else if (!isOpen) return;
    else if (event.key === 'Escape') close();
    else if (target !== undefined) all[(target + all.length) % all.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      style={{ position: 'relative' }}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!(event.relatedTarget instanceof Node) || !box.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <Button variant="secondary" aria-haspopup="menu" aria-expanded={isOpen} onClick={() => (isOpen ? close() : setOpen(true))}>
        {icon}
        {label}
        <Icon name={isOpen ? 'up' : 'down'} />
      </Button>
      {isOpen ? (
        <Box
          role="menu"
          aria-label={label}
          position="absolute"
          right={0}
          top="100%"
          marginTop="space20"
          paddingY="space20"
          zIndex="zIndex20"
          backgroundColor="colorBackgroundBody"
          borderRadius="borderRadius20"
          boxShadow="shadow"
          style={{ minWidth: 200 }}
        >
          {items.map((item) => (
            <Box
              as="button"
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                item.onChoose();
              }}
              display="block"
              width="100%"
              textAlign="left"
              whiteSpace="nowrap"
              paddingX="space50"
              paddingY="space30"
              borderStyle="none"
              backgroundColor="transparent"
              color="colorText"
              fontFamily="inherit"
              fontSize="fontSize30"
              lineHeight="lineHeight20"
              cursor="pointer"
              outline="none"
              _hover={{ backgroundColor: 'colorBackground' }}
              _focus={{ backgroundColor: 'colorBackgroundPrimaryWeakest', boxShadow: 'shadowFocusInset' }}
            >
              {item.label}
            </Box>
          ))}
        </Box>
      ) : null}
    </div>
  );
};
