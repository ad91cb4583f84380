import { ApiError } from './api-error';
import type { Records, StoredRecord } from './records';
import type { FieldSchema } from './field';
import type { SchemaView } from './schema';
import { runQuery } from './soql';
import type { Tokeniser } from './tokenisers';

const malformedSearch = (message: string): ApiError => new ApiError(400, 'MALFORMED_SEARCH', message);

type Expression = { all: Expression[] } | { any: Expression[] } | { not: Expression } | { phrase: RegExp[] };
type Lexeme = { operator: '(' | ')' | 'AND' | 'OR' | 'NOT' } | { text: string; quoted: boolean };

/** FIND {…} [IN … FIELDS] RETURNING Object(fields WHERE … ORDER BY … LIMIT n), … [LIMIT n] */
const SHAPE =
  /^\s*FIND\s*\{((?:\\.|[^\\}])*)\}\s*(?:IN\s+(ALL|NAME|EMAIL|PHONE)\s+FIELDS\s*)?RETURNING\s+(.*?)(?:\)\s*LIMIT\s+(\d+))?\s*$/is;

interface SearchOptions {
  tokeniser: Tokeniser;
  view?: SchemaView;
  /** How many terms the org takes in one search; where Salesforce draws the line is not documented. */
  maxTerms?: number;
}

/** Longer than this, Salesforce drops the logical operators of the search text. */
const OPERATORS_UP_TO = 4000;

/**
 * Runs a SOSL search over the records.
 * @throws ApiError MALFORMED_SEARCH, and the errors of SOQL for what stands in RETURNING
 */
export function runSearch(
  records: Records,
  sosl: string,
  { tokeniser, view = records.schema, maxTerms = Infinity }: SearchOptions,
): { searchRecords: Record<string, unknown>[] } {
  const [, find, group = 'ALL', returning, limit] = SHAPE.exec(sosl) ?? [];
  if (find === undefined || returning === undefined) throw malformedSearch('line 1:1 mismatched input');
  if (find.length > OPERATORS_UP_TO)
    throw malformedSearch('a search text beyond 4,000 characters loses its operators: never what was meant');
  const words = lexemes(find);
  if (words.filter((one) => 'text' in one).length > maxTerms)
    throw new ApiError(
      400,
      'QUERY_TOO_COMPLICATED',
      'Query is either selecting too many fields or the filter conditions are too complicated.',
    );
  const expression = new ExpressionParser(words, tokeniser).parse();
  const found = specs(limit === undefined ? returning : returning + ')').flatMap(({ object, rest }) => {
    const schema = view.object(object);
    const searched = [...schema.fields.values()].filter((one) => inGroup(one, group.toUpperCase()));
    const hits = new Set(
      records
        .all(schema.name)
        .filter((record) => matches(expression, record, searched, tokeniser))
        .map((record) => String(record.Id)),
    );
    const clauses = /^(.*?)(\s+(?:WHERE|ORDER\s+BY|LIMIT)\s+.*)?$/is.exec(rest);
    // LIMIT counts the hits, so it is taken off, and applied after the search has picked its records.
    const [, most] = /\sLIMIT\s+(\d+)\s*$/i.exec(clauses?.[2] ?? '') ?? [];
    const tail = (clauses?.[2] ?? '').replace(/\sLIMIT\s+\d+\s*$/i, '');
    const listed = (clauses?.[1] ?? 'Id').trim();
    const fields = /(^|,)\s*Id\s*(,|$)/i.test(listed) ? listed : `Id, ${listed}`;
    const rows = runQuery(records, `SELECT ${fields} FROM ${schema.name}${tail} LIMIT 50000`, view, hits).records;
    return rows.slice(0, Number(most ?? 2000));
  });
  return { searchRecords: found.slice(0, Number(limit ?? 2000)) };
}

function inGroup(field: FieldSchema, group: string): boolean {
  if (group === 'PHONE') return field.type === 'phone';
  if (group === 'EMAIL') return field.type === 'email';
  // SOSL reference, "IN SearchGroup": a Lead's company is one of its name fields
  if (group === 'NAME')
    return ['Name', 'FirstName', 'LastName', 'Company', 'Subject', 'CaseNumber', 'OrderNumber'].includes(field.name);
  return ['string', 'phone', 'email', 'textarea', 'picklist'].includes(field.type);
}

function matches(expression: Expression, record: StoredRecord, fields: FieldSchema[], tokeniser: Tokeniser): boolean {
  if ('all' in expression) return expression.all.every((one) => matches(one, record, fields, tokeniser));
  if ('any' in expression) return expression.any.some((one) => matches(one, record, fields, tokeniser));
  if ('not' in expression) return !matches(expression.not, record, fields, tokeniser);
  const { phrase } = expression;
  return fields.some((field) => {
    const value = record[field.name];
    if (typeof value !== 'string') return false;
    return tokeniser(value).some((tokens) =>
      tokens.some((_, start) => phrase.every((pattern, offset) => pattern.test(tokens[start + offset] ?? ''))),
    );
  });
}

function lexemes(find: string): Lexeme[] {
  const out: Lexeme[] = [];
  for (const [whole, quoted, sign, bare] of find.matchAll(/"((?:\\.|[^"\\])*)"|([()])|((?:\\.|[^\s"()\\])+)|\s+|./gs)) {
    if (quoted !== undefined) out.push({ text: quoted, quoted: true });
    else if (sign !== undefined) out.push({ operator: sign as '(' | ')' });
    else if (bare !== undefined && /^(AND|OR|NOT)$/i.test(bare))
      out.push({ operator: bare.toUpperCase() as 'AND' | 'OR' | 'NOT' });
    else if (bare !== undefined) out.push({ text: bare, quoted: false });
    else if (whole.trim() !== '') throw malformedSearch(`unexpected ${whole} in the search text`);
  }
  return out;
}

/** Letters no customer's name holds, standing for `*` and `?` while the tokeniser, which would drop the signs, cuts the term. */
const STAR = 'ꙮ';
const QUESTION = 'ꙭ';

/** OR binds weakest, then AND and AND NOT; words side by side mean AND. */
class ExpressionParser {
  private at = 0;

  constructor(
    private readonly lexemes: Lexeme[],
    private readonly tokeniser: Tokeniser,
  ) {}

  parse(): Expression {
    const expression = this.any();
    if (this.at < this.lexemes.length) throw malformedSearch('unbalanced parentheses in the search text');
    return expression;
  }

  private any(): Expression {
    const any = [this.all()];
    while (this.operator('OR')) any.push(this.all());
    return { any };
  }

  private all(): Expression {
    const all = [this.one()];
    while (this.at < this.lexemes.length) {
      if (this.operator('AND')) all.push(this.operator('NOT') ? { not: this.one() } : this.one());
      else if (this.startsOperand()) all.push(this.one());
      else break;
    }
    return { all };
  }

  private one(): Expression {
    if (this.operator('(')) {
      const inner = this.any();
      if (!this.operator(')')) throw malformedSearch('unbalanced parentheses in the search text');
      return inner;
    }
    const lexeme = this.lexemes[this.at++];
    if (!lexeme || !('text' in lexeme)) throw malformedSearch('search term expected');
    return { phrase: this.patterns(lexeme.text) };
  }

  /** Unescapes, keeps the unescaped wildcards, and cuts the term as the index cuts the fields. */
  private patterns(text: string): RegExp[] {
    if (/^[*?]/.test(text)) throw malformedSearch('a wildcard cannot be the first character of a search term');
    const plain = text.replace(
      /\\(.)|[&|!{}[\]^~:'"]|(\*)|(\?)/gs,
      (sign, escaped?: string, star?: string, question?: string) => {
        if (escaped !== undefined) return escaped;
        if (star !== undefined) return STAR;
        if (question !== undefined) return QUESTION;
        throw malformedSearch(`reserved character ${sign} must be escaped`);
      },
    );
    const tokens = this.tokeniser(plain)[0] ?? [];
    // A wildcard is no character of the term
    if (tokens.join('').replaceAll(STAR, '').replaceAll(QUESTION, '').length < 2)
      throw malformedSearch('search term must be longer than one character');
    return tokens.map(
      (token) =>
        new RegExp(
          `^${token
            .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
            .replaceAll(STAR, '.*')
            .replaceAll(QUESTION, '.')}$`,
          'iu',
        ),
    );
  }

  private startsOperand(): boolean {
    const lexeme = this.lexemes[this.at];
    return lexeme !== undefined && ('text' in lexeme || lexeme.operator === '(');
  }

  private operator(wanted: string): boolean {
    const lexeme = this.lexemes[this.at];
    if (!lexeme || !('operator' in lexeme) || lexeme.operator !== wanted) return false;
    this.at++;
    return true;
  }
}

/** Splits `Contact(Id, Name WHERE …), Account(…)` at the commas outside parentheses and quotes. */
function specs(returning: string): { object: string; rest: string }[] {
  const parts: string[] = [];
  let [depth, quoted, start] = [0, false, 0];
  for (let at = 0; at < returning.length; at++) {
    const sign = returning[at];
    if (quoted && sign === '\\') at++;
    else if (sign === "'") quoted = !quoted;
    else if (!quoted && sign === '(') depth++;
    else if (!quoted && sign === ')') depth--;
    else if (!quoted && depth === 0 && sign === ',') {
      parts.push(returning.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(returning.slice(start));
  return parts.map((part) => {
    const [, object, rest] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/s.exec(part) ?? [];
    if (object === undefined) throw malformedSearch('line 1: RETURNING expects objects with their fields');
    return { object, rest: rest ?? 'Id' };
  });
}
