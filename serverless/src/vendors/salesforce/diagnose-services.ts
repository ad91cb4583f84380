import { DEFAULT_SERVICE_MAPPING, type ServiceMapping } from '@interaction-history/shared/src/services/mapping';
import type { Finding } from '../../runtime/diagnosis';
import type { OrgDescribe } from './org-facts';

/** The picklist that each group of words is from. */
const picklists = ({ fields }: ServiceMapping) =>
  ({
    stages: 'Opportunity.StageName',
    orderStatuses: 'Order.Status',
    activation: `Order.${fields.activationStatus}`,
    eligibility: `Account.${fields.eligibilityStatus}`,
    verification: `Account.${fields.verificationStatus}`,
    caseTypes: 'Case.Type',
    sources: `Opportunity.${fields.portalSource}`,
    commodities: `Opportunity.${fields.commodityType}`,
    cycles: `Product2.${fields.billingCycle}`,
    serviceClass: `Product2.${fields.itemClass}`,
  }) as const;

/**
 * Whether what SF_SERVICES names is in the org (SV-6, OP-2): its fields on any object that we see, its words among the active values of
 * the picklist. What isn't named there is looked at with the rest of the org. Nothing where nothing is named.
 */
export function serviceFindings(org: OrgDescribe, mapping: ServiceMapping): Finding[] {
  const id = 'salesforce.services';
  const fields = named(mapping.fields, DEFAULT_SERVICE_MAPPING.fields);
  const words = Object.entries(picklists(mapping)).flatMap(([group, field]) =>
    named(mapping[group as keyof typeof mapping], DEFAULT_SERVICE_MAPPING[group as keyof typeof mapping]).map(([path, word]) => ({
      name: `${group}.${path} “${word}” in ${field}`,
      isThere: hasValue(org, field, word),
    })),
  );
  const missing = [
    ...fields.flatMap(([path, field]) => (hasField(org, field) ? [] : [`fields.${path} “${field}”`])),
    ...words.flatMap(({ name, isThere }) => (isThere ? [] : [name])),
  ];
  if (missing.length > 0)
    return [
      {
        id,
        level: 'fail',
        text: `SF_SERVICES names what the org hasn’t, or hides: ${missing.join(', ')}`,
        mend: 'Write it as Setup › Object Manager has it, or grant the integration user Read',
      },
    ];
  const all = fields.length + words.length;
  return all === 0 ? [] : [{ id, level: 'ok', text: `${all} names of SF_SERVICES are in the org` }];
}

/** What differs from the defaults, with its path. */
function named(given: unknown, standard: unknown): [path: string, value: string][] {
  const known = new Map(leaves(standard));
  return leaves(given).filter(([path, value]) => known.get(path) !== value);
}

function leaves(tree: unknown, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree as object).flatMap(([name, one]) => leaves(one, path === '' ? name : `${path}.${name}`));
}

const hasField = (org: OrgDescribe, name: string): boolean => [...org.values()].some(({ fields }) => fields.has(name));

/** A field that isn't there is told by its own name. */
function hasValue(org: OrgDescribe, path: string, wanted: string): boolean {
  const [object = '', name = ''] = path.split('.');
  const field = org.get(object)?.fields.get(name);
  return field === undefined || field.picklistValues.some(({ value, active }) => active && value === wanted);
}
