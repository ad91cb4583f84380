import type { SalesforceConfig } from '../../config/config';
import type { Deadline } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import type { SalesforceClient } from './client';
import { describeObjects } from './describe';
import type { FieldDescribe, OrgDescribe } from './org-facts';
import { serviceFindings } from './diagnose-services';
import { describedFields, EVENT, EVENT_FIELDS, NEEDED_VALUES, OBJECTS } from './described-org';

/** What the integration user sees of the org: objects, fields, values, rights, the event. One API call. */
export async function orgFindings(
  client: SalesforceClient,
  { phoneFields, services }: Pick<SalesforceConfig, 'phoneFields' | 'services'>,
  deploy: string,
  deadline: Deadline,
): Promise<Finding[]> {
  const leads = phoneFields.Lead === undefined ? [] : ['Lead'];
  const org = await describeObjects(client, [...Object.keys(OBJECTS), ...leads, EVENT], deadline);
  return [
    ...objectFindings(org, leads),
    ...fieldFindings(org, deploy),
    ...valueFindings(org, deploy),
    ...phoneFindings(org, phoneFields),
    ...serviceFindings(org, services),
    ...eventFindings(org, deploy),
  ];
}

function objectFindings(org: OrgDescribe, leads: readonly string[]): Finding[] {
  const id = 'salesforce.objects';
  const wanted = [...Object.keys(OBJECTS), ...leads];
  const hidden = wanted.filter((name) => !org.has(name));
  const readOnly = wanted.filter((name) => {
    const rights = org.get(name);
    return OBJECTS[name] === 'write' && rights !== undefined && !(rights.createable && rights.updateable);
  });
  const deletable = wanted.filter((name) => org.get(name)?.deletable === true);
  const grant = 'Grant it in a permission set of the integration user';
  const findings: Finding[] = [
    ...problem(
      hidden,
      'fail',
      id,
      'Not there, or hidden from the integration user',
      `${grant}; Order: Setup › Order Settings › Enable Orders`,
    ),
    ...problem(readOnly, 'fail', `${id}.write`, 'May be read and not written', grant),
    ...problem(
      deletable,
      'warn',
      `${id}.delete`,
      'The integration user may delete',
      'Take Delete from it: the product never deletes',
    ),
  ];
  return findings.length > 0
    ? findings
    : [{ id, level: 'ok', text: `${wanted.length} objects may be read and written as needed, and none deleted` }];
}

const isWritable = (field: FieldDescribe | undefined): boolean => field?.createable === true && field.updateable;

/** A missing key stops what it makes repeatable; any other field costs only the fact that it holds (OP-6). */
function fieldFindings(org: OrgDescribe, deploy: string): Finding[] {
  const id = 'salesforce.fields';
  const wanted = describedFields().filter(({ object }) => org.has(object));
  const found = ({ object, name }: { object: string; name: string }): FieldDescribe | undefined =>
    org.get(object)?.fields.get(name);
  const names = (some: typeof wanted): string[] => some.map(({ object, name }) => `${object}.${name}`);
  const missing = wanted.filter((field) => found(field) === undefined);
  const here = wanted.filter((field) => found(field) !== undefined);
  const findings = [
    ...problem(
      names(missing.filter(({ isKey }) => isKey)),
      'fail',
      `${id}.keys`,
      'Keys that imports, cases and logged calls are found by are missing',
      deploy,
    ),
    ...problem(
      names(missing.filter(({ isKey }) => !isKey)),
      'warn',
      id,
      'Missing, or hidden from the integration user: what they hold is not shown',
      deploy,
    ),
    ...problem(
      names(here.filter((field) => found(field)?.type !== field.type)),
      'fail',
      `${id}.type`,
      'Of another type than expected',
      deploy,
    ),
    ...problem(
      names(here.filter((field) => field.isKey && found(field)?.externalId === false)),
      'fail',
      `${id}.external`,
      'No external id',
      deploy,
    ),
    ...problem(
      names(here.filter((field) => OBJECTS[field.object] === 'write' && !isWritable(found(field)))),
      'warn',
      `${id}.write`,
      'May be read and not written',
      'Grant Edit in the permission set Interaction History Integration',
    ),
  ];
  return findings.length > 0 ? findings : [{ id, level: 'ok', text: `${wanted.length} custom fields, of the types expected` }];
}

function valueFindings(org: OrgDescribe, deploy: string): Finding[] {
  const id = 'salesforce.values';
  const own = describedFields().map(({ object, name, values }) => [`${object}.${name}`, values] as const);
  const wanted = [...own, ...Object.entries(NEEDED_VALUES)].flatMap(([field, values]) => {
    const [object = '', name = ''] = field.split('.');
    const described = org.get(object)?.fields.get(name);
    const active = new Set(described?.picklistValues.flatMap(({ value, active: isActive }) => (isActive ? [value] : [])));
    return described === undefined ? [] : values.map((value) => ({ name: `${field} “${value}”`, isThere: active.has(value) }));
  });
  const missing = wanted.filter(({ isThere }) => !isThere).map(({ name }) => name);
  const findings = problem(missing, 'warn', id, 'Picklist values are missing', deploy);
  return findings.length > 0 || wanted.length === 0 ? findings : [{ id, level: 'ok', text: `${wanted.length} picklist values` }];
}

/** The numbers that are searched by default, and what was configured beside them. */
function phoneFindings(org: OrgDescribe, configured: SalesforceConfig['phoneFields']): Finding[] {
  const id = 'salesforce.phones';
  const named = Object.entries(configured).flatMap(([object, fields]) => (fields ?? []).map((field) => [object, field] as const));
  const standard = ['MobilePhone', 'Phone', 'HomePhone', 'OtherPhone', 'AssistantPhone'].map(
    (field) => ['Contact', field] as const,
  );
  const all = [...standard, ['Account', 'Phone'] as const, ...named];
  const described = all.map(([object, field]) => ({ name: `${object}.${field}`, field: org.get(object)?.fields.get(field) }));
  const hidden = described.filter(({ field }) => field === undefined).map(({ name }) => name);
  const encrypted = described.filter(({ field }) => field?.filterable === false).map(({ name }) => name);
  return [
    ...problem(
      hidden,
      'warn',
      id,
      'Phone fields are missing or hidden: callers are not found by them',
      'Grant Read, or take them out of SF_PHONE_FIELDS',
    ),
    ...problem(
      encrypted,
      'warn',
      `${id}.encrypted`,
      'Encrypted: of records changed in the last minutes only the newest 200 are found by',
      'Nothing to do, unless deterministic encryption is an option',
    ),
    ...(hidden.length + encrypted.length === 0
      ? [{ id, level: 'ok' as const, text: `${all.length} phone fields are searched` }]
      : []),
  ];
}

function eventFindings(org: OrgDescribe, deploy: string): Finding[] {
  const id = 'salesforce.event';
  const event = org.get(EVENT);
  if (event === undefined)
    return [
      {
        id,
        level: 'warn',
        text: `${EVENT} is not there or may not be subscribed to: approved orders are not provisioned`,
        mend: deploy,
      },
    ];
  const missing = EVENT_FIELDS.filter((field) => !event.fields.has(field));
  if (missing.length > 0) return problem(missing, 'fail', id, `${EVENT} lacks`, deploy);
  if (event.createable)
    return [
      {
        id,
        level: 'warn',
        text: `The integration user may publish ${EVENT}`,
        mend: 'Take Create from it: only the flow publishes',
      },
    ];
  return [{ id, level: 'ok', text: `${EVENT} may be subscribed to, and not published` }];
}

const problem = (names: readonly string[], level: 'warn' | 'fail', id: string, text: string, mend: string): Finding[] =>
  names.length === 0 ? [] : [{ id, level, text: `${text}: ${names.join(', ')}`, mend }];
