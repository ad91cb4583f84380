import { VALUE_SETS } from '../standard-org';
import { listOf, textOf, type XmlElement } from './components';
import { distinct } from './custom-field';
import { MetadataProblem } from './metadata-problem';

/** What a value of some sets must say besides its name (Metadata API guide, "StandardValue"). */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  OpportunityStage: ['closed', 'won', 'probability', 'forecastCategory'],
  OrderStatus: ['groupingString'],
  CaseStatus: ['closed'],
};

/** The values of a standard picklist, which replace the org's whole list. @throws MetadataProblem */
export function standardValueSet(name: string, node: XmlElement): string[] {
  if (!(name in VALUE_SETS)) throw new MetadataProblem(`Invalid StandardValueSet name: ${name}`);
  const values = listOf(node.standardValue);
  if (values.length === 0) throw new MetadataProblem('Must specify at least one standardValue');
  for (const value of values)
    for (const needed of NEEDED[name] ?? [])
      if (textOf(value[needed]) === '')
        throw new MetadataProblem(`Required field is missing: ${needed} of ${textOf(value.fullName)}`);
  return distinct(values.map(({ fullName }) => textOf(fullName)));
}
