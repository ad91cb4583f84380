import type { Match } from '@interaction-history/shared/src/contract/customers';
import { code } from '@interaction-history/shared/src/customers/search-text';
import type { QueryResult } from './client';
import { ACCOUNT_NUMBER_FIELD, contactSelection } from './customer-fields';
import { cardView, type SalesforceDirectory } from './directory';
import { merged } from './find-by-phone';
import { cardOf } from './lead';
import type { Row } from './match';
import { soqlStartsWithPieces } from './soql';

const MAX_ROWS = 50;

/**
 * The people and accounts under a customer number, however it is punctuated, without their counts: one API call.
 * @param number letters and digits alone, see `code`
 * @throws UpstreamError
 */
export async function findUnderNumber(directory: SalesforceDirectory, number: string): Promise<Match[]> {
  const { client, fields, deadline } = directory;
  // c20714 may be stored as C-20714: a gap where letters and digits meet
  const under = `${ACCOUNT_NUMBER_FIELD} LIKE ${soqlStartsWithPieces(number.match(/\d+|\D+/g) ?? [])}`;
  const answers = (await client.queries(
    [
      `SELECT ${contactSelection(fields)} FROM Contact WHERE Account.${under} LIMIT ${MAX_ROWS}`,
      `SELECT ${fields.account.join(', ')} FROM Account WHERE ${under} LIMIT ${MAX_ROWS}`,
    ],
    deadline,
  )) as QueryResult<Row>[];
  const view = await cardView(directory);
  const found = answers.flatMap(({ records }) => records).map((row) => cardOf(row, view));
  return merged(found.filter(({ accountNumber }) => code(accountNumber ?? '') === number));
}
