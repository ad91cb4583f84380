import type { Condition, WhereClause } from '@jetstreamapp/soql-parser-js';
import { malformedQuery } from './api-error';
import type { StoredRecord } from './records';

type Token = 'AND' | 'OR' | 'NOT' | '(' | ')' | { condition: Condition };

/** The parser chains conditions to the right and keeps parentheses as counts: back to a flat list of tokens. */
export function flattened(where: WhereClause): Token[] {
  const tokens: Token[] = [];
  for (let clause: WhereClause | undefined = where; clause; clause = 'right' in clause ? clause.right : undefined) {
    const left = clause.left as (Condition & { openParen?: number; closeParen?: number }) | null;
    for (let n = 0; n < (left?.openParen ?? 0); n++) tokens.push('(');
    if (left && 'operator' in left && left.operator !== undefined) tokens.push({ condition: left });
    for (let n = 0; n < (left?.closeParen ?? 0); n++) tokens.push(')');
    if ('operator' in clause && clause.operator) tokens.push(clause.operator);
  }
  return tokens;
}

export class ConditionParser {
  private at = 0;

  constructor(
    private readonly tokens: Token[],
    private readonly leaf: (condition: Condition) => (row: StoredRecord) => boolean,
  ) {}

  parse(): (row: StoredRecord) => boolean {
    const test = this.expression();
    if (this.at < this.tokens.length) throw malformedQuery('unexpected token in WHERE');
    return test;
  }

  /** Salesforce refuses AND beside OR without parentheses, so there is no precedence to get wrong. */
  private expression(): (row: StoredRecord) => boolean {
    const tests = [this.unary()];
    const operator = this.tokens[this.at];
    while (this.tokens[this.at] === 'AND' || this.tokens[this.at] === 'OR') {
      if (this.tokens[this.at] !== operator) throw malformedQuery('unexpected token: AND and OR must be grouped by parentheses');
      this.at++;
      tests.push(this.unary());
    }
    return operator === 'OR' ? (row) => tests.some((test) => test(row)) : (row) => tests.every((test) => test(row));
  }

  private unary(): (row: StoredRecord) => boolean {
    const token = this.tokens[this.at++];
    if (token === 'NOT') {
      const inner = this.unary();
      return (row) => !inner(row);
    }
    if (token === '(') {
      const inner = this.expression();
      if (this.tokens[this.at++] !== ')') throw malformedQuery("expecting a right parentheses, found 'EOF'");
      return inner;
    }
    if (typeof token === 'object') return this.leaf(token.condition);
    throw malformedQuery('unexpected token in WHERE');
  }
}
