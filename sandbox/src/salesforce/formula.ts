/** What a formula of a flow can be told of: the record as it is being saved, as it was, and when. */
export interface FormulaScope {
  record: Readonly<Record<string, unknown>>;
  /** Null: it is new. */
  before: Readonly<Record<string, unknown>> | null;
  now: number;
  /** Formulas of the flow itself, by name. */
  formulas: Readonly<Record<string, string>>;
}
type Value = string | number | boolean | null;

/** A token: text in quotes, a `{!reference}`, a name, a number, or a sign. */
const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|\{!([$\w.]+)\}|([A-Za-z]\w*)|(\d+(?:\.\d+)?)|([(),&=]|<>))/y;

/**
 * Evaluates a formula of a record-triggered flow (Salesforce help, "Formula Operators and Functions"): as much of the language as our
 * flows use. @throws Error for anything else, which is a flow that this stand-in can't run
 */
export function evaluate(formula: string, scope: FormulaScope): Value {
  const parser = new Formula(tokens(formula), scope);
  const value = parser.comparison();
  parser.end();
  return value;
}

type Token = { kind: 'text' | 'reference' | 'name' | 'number' | 'sign'; text: string };

function tokens(formula: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (formula.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(formula);
    if (match === null) throw new Error(`a formula that this stand-in can't read, at: ${formula.slice(at, at + 30)}`);
    at = TOKEN.lastIndex;
    const kinds = ['text', 'reference', 'name', 'number', 'sign'] as const;
    const kind = kinds.find((_, index) => match[index + 1] !== undefined) ?? 'sign';
    found.push({ kind, text: match[kinds.indexOf(kind) + 1] ?? '' });
  }
  return found;
}

class Formula {
  private at = 0;
  constructor(
    private readonly tokens: readonly Token[],
    private readonly scope: FormulaScope,
  ) {}

  comparison(): Value {
    const left = this.joined();
    if (this.takes('=')) return left === this.joined();
    if (this.takes('<>')) return left !== this.joined();
    return left;
  }

  end(): void {
    if (this.at < this.tokens.length) throw new Error(`a formula with more than it needs: ${this.tokens[this.at]?.text ?? ''}`);
  }

  private joined(): Value {
    let value = this.primary();
    while (this.takes('&')) value = `${textOf(value)}${textOf(this.primary())}`;
    return value;
  }

  private primary(): Value {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new Error('a formula that ends too soon');
    if (token.kind === 'text') return token.text.replace(/\\(.)/g, '$1');
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'reference') return this.resolved(token.text);
    if (token.kind === 'name') return this.called(token.text);
    if (token.text !== '(') throw new Error(`a sign where a value belongs: ${token.text}`);
    const inner = this.comparison();
    this.expect(')');
    return inner;
  }

  private resolved(reference: string): Value {
    if (reference === '$Flow.CurrentDateTime') return new Date(this.scope.now).toISOString();
    const field = /^\$Record\.(\w+)$/.exec(reference)?.[1];
    if (field !== undefined) return (this.scope.record[field] ?? null) as Value;
    const formula = this.scope.formulas[reference];
    if (formula === undefined) throw new Error(`a reference that this stand-in doesn't know: ${reference}`);
    return evaluate(formula, this.scope);
  }

  private called(name: string): Value {
    this.expect('(');
    if (name === 'ISCHANGED') return this.isChanged();
    const parameters: Value[] = [];
    while (!this.takes(')')) {
      parameters.push(this.comparison());
      this.takes(',');
    }
    switch (name) {
      case 'OR':
        return parameters.some((one) => one === true);
      case 'AND':
        return parameters.every((one) => one === true);
      case 'NOT':
        return parameters[0] !== true;
      case 'ISNEW':
        return this.scope.before === null;
      case 'ISPICKVAL':
        return (parameters[0] ?? '') === parameters[1];
      case 'ISBLANK':
        return (parameters[0] ?? '') === '';
      case 'TEXT': {
        // a date-time as text has seconds and no more: 2026-11-28 02:12:13Z (help, "TEXT")
        const text = textOf(parameters[0] ?? null);
        return /^\d{4}-\d\d-\d\dT/.test(text) ? `${text.slice(0, 19).replace('T', ' ')}Z` : text;
      }
      default:
        throw new Error(`a function that this stand-in doesn't know: ${name}`);
    }
  }

  /** A new record's fields have not changed (help, "ISCHANGED"). */
  private isChanged(): boolean {
    const token = this.tokens[this.at++];
    this.expect(')');
    const field = /^\$Record\.(\w+)$/.exec(token?.text ?? '')?.[1] ?? '';
    const { before, record } = this.scope;
    return before !== null && (before[field] ?? null) !== (record[field] ?? null);
  }

  private takes(sign: string): boolean {
    const { kind, text } = this.tokens[this.at] ?? {};
    if (kind !== 'sign' || text !== sign) return false;
    this.at++;
    return true;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) throw new Error(`a formula in which ${sign} is missing`);
  }
}

const textOf = (value: Value): string => (value === null ? '' : String(value));
