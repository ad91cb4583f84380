import * as React from 'react';
import { Box } from '@twilio-paste/core/box';
import { MAX_QUANTITY } from '@interaction-history/shared/src/limits';
import { useLanguage } from '../../../strings/strings';
import { Grow, Row } from '../../../ui/layout';
import { Small, Strong } from '../../../ui/text';
import { IconButton } from '../IconButton';
import { cycleOf, priceOf } from './prices';
import { totals, type Catalogue, type OrderLine } from '../services-state';
import { useServiceWords } from './strings/strings';

interface Props {
  lines: readonly OrderLine[];
  catalogue: Catalogue;
  /** Null while the order is read back. */
  onChange: ((lines: readonly OrderLine[]) => void) | null;
}

/** What is ordered, each with its price; one more, one fewer, or none of it. */
export const OrderLines: React.FC<Props> = ({ lines, catalogue, onChange }) => {
  const { locale } = useLanguage();
  const words = useServiceWords();
  if (lines.length === 0) return null;
  const price = (amount: number): string => priceOf(locale, amount, catalogue);
  const change = (at: number, quantity: number): void =>
    onChange?.(
      quantity === 0
        ? lines.filter((_, index) => index !== at)
        : lines.map((line, index) => (index === at ? { ...line, quantity } : line)),
    );
  return (
    <Box as="ul" aria-label={words.thisOrder} margin="space0" marginTop="space40" padding="space0">
      {lines.map(({ product, quantity, problem, wasPrice }, at) => (
        <Box
          key={product.entryId}
          as="li"
          paddingY="space20"
          borderTopStyle="solid"
          borderTopWidth="borderWidth10"
          borderTopColor="colorBorderWeaker"
          style={{ listStyle: 'none' }}
          onKeyDown={(event: React.KeyboardEvent) => {
            if (event.key === 'Delete' && onChange !== null) change(at, 0);
          }}
        >
          <Row>
            <Grow>
              <Small color="colorText">{onChange === null ? `${quantity} × ${product.name}` : product.name}</Small>
              <Small>{`${cycleOf(product, catalogue, words)} · ${words.each(price(product.unitPrice))}`}</Small>
            </Grow>
            {onChange === null ? null : (
              <>
                <IconButton
                  name="down"
                  label={words.fewer(product.name)}
                  disabled={quantity === 1}
                  onClick={() => change(at, quantity - 1)}
                />
                <Small color="colorText">{quantity}</Small>
                <IconButton
                  name="plus"
                  label={words.more(product.name)}
                  disabled={quantity === MAX_QUANTITY}
                  onClick={() => change(at, quantity + 1)}
                />
                <IconButton name="close" label={words.remove(product.name)} onClick={() => change(at, 0)} />
              </>
            )}
            <Small color="colorText">{price(product.unitPrice * quantity)}</Small>
          </Row>
          {problem === undefined ? null : (
            <Small role="alert" color="colorTextErrorStrong">
              {wasPrice === undefined
                ? words.problems[problem]
                : `${words.problems[problem]}. ${words.was(price(wasPrice), price(product.unitPrice))}`}
            </Small>
          )}
        </Box>
      ))}
    </Box>
  );
};

/** What it costs, by how often. */
export const OrderTotals: React.FC<{ lines: readonly OrderLine[]; catalogue: Catalogue }> = ({ lines, catalogue }) => {
  const { locale } = useLanguage();
  const words = useServiceWords();
  const sums = totals(lines, catalogue);
  return (
    <Box marginTop="space30">
      {(['monthly', 'yearly', 'once'] as const).map((cycle) =>
        sums[cycle] === 0 ? null : (
          <Row key={cycle}>
            <Grow>
              <Strong>{words.cycles[cycle]}</Strong>
            </Grow>
            <Strong>{priceOf(locale, sums[cycle], catalogue)}</Strong>
          </Row>
        ),
      )}
      <Small>{words.beforeTax(catalogue.pricebook)}</Small>
    </Box>
  );
};
