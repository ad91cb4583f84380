import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { Input } from '@twilio-paste/core/input';
import { MAX_QUANTITY } from '@interaction-history/shared/src/limits';
import type { Product } from '@interaction-history/shared/src/contract/services';
import { useLanguage } from '../../../strings/strings';
import { FieldLabel } from '../../../ui/field';
import { Small } from '../../../ui/text';
import { cycleOf, priceOf } from './prices';
import type { Catalogue, OrderLine } from '../services-state';
import { useServiceWords } from './strings/strings';

interface Props {
  catalogue: Catalogue;
  lines: readonly OrderLine[];
  hasInternet: boolean;
  onAdd: (lines: readonly OrderLine[]) => void;
}

const SHOWN = 6;

/** Type, arrow keys, Enter adds and empties the field. */
export const ProductSearch: React.FC<Props> = ({ catalogue, lines, hasInternet, onAdd }) => {
  const { locale } = useLanguage();
  const words = useServiceWords();
  const [text, setText] = React.useState('');
  const [at, setAt] = React.useState(0);
  const sought = text.trim().toLowerCase().split(/\s+/);
  const found =
    text.trim() === '' ? [] : catalogue.products.filter(({ name }) => sought.every((word) => name.toLowerCase().includes(word)));
  const shown = found.slice(0, SHOWN);
  const mayAdd = (product: Product): boolean => product.isComplete && (hasInternet || !product.isInternet);
  const add = (product: Product | undefined): void => {
    if (product === undefined || !mayAdd(product)) return;
    const there = lines.some((line) => line.product.entryId === product.entryId);
    const more = (line: OrderLine): OrderLine =>
      line.product.entryId === product.entryId ? { ...line, quantity: Math.min(MAX_QUANTITY, line.quantity + 1) } : line;
    onAdd(there ? lines.map(more) : [...lines, { product, quantity: 1 }]);
    setText('');
    setAt(0);
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => setAt(Math.min(shown.length - 1, at + 1)),
    ArrowUp: () => setAt(Math.max(0, at - 1)),
    Enter: () => add(shown[at]),
  };
  return (
    <Box marginTop="space30">
      <FieldLabel htmlFor="ih-product" label={words.addProducts} />
      <Input
        id="ih-product"
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={shown.length > 0}
        aria-controls="ih-products"
        aria-activedescendant={shown[at] === undefined ? undefined : `ih-product-${at}`}
        placeholder={words.typeToSearch}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const act = keys[event.key];
          if (act === undefined || event.nativeEvent.isComposing || text.trim() === '') return;
          event.preventDefault();
          act();
        }}
      />
      <Box as="ul" id="ih-products" role="listbox" aria-label={words.addProducts} margin="space0" padding="space0">
        {shown.map((product, index) => (
          <Box
            key={product.entryId}
            as="li"
            id={`ih-product-${index}`}
            role="option"
            aria-selected={index === at}
            aria-disabled={!mayAdd(product) || undefined}
            display="flex"
            columnGap="space30"
            padding="space30"
            cursor="pointer"
            color={mayAdd(product) ? 'colorText' : 'colorTextWeak'}
            backgroundColor={index === at ? 'colorBackgroundPrimaryWeakest' : 'colorBackgroundBody'}
            onClick={() => add(product)}
          >
            <Box flexGrow={1} minWidth="0">
              <Small color="colorText">{product.name}</Small>
              <Small>
                {!product.isComplete
                  ? words.problems.options
                  : mayAdd(product)
                    ? cycleOf(product, catalogue, words)
                    : words.problems['not-eligible']}
              </Small>
            </Box>
            <Small color="colorText">{priceOf(locale, product.unitPrice, catalogue)}</Small>
          </Box>
        ))}
      </Box>
      <Small role="status">
        {text.trim() === '' ? '' : found.length === 0 ? words.noProduct : words.found(shown.length, catalogue.products.length)}
      </Small>
    </Box>
  );
};
