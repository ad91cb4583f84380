import { newKeyPair } from '../../environment';
import { Org, SOURCE } from '../org';
import { fromSource, listOf, parseXml, type MetadataFile, type XmlElement } from './components';
import { deploy } from './deploy';
import { OrgMetadata } from './org-metadata';

const field = (xml: string, object = 'Account'): MetadataFile => ({
  path: `objects/${object}.object`,
  type: 'CustomObject',
  fullName: object,
  node: { fields: parseXml(`<CustomField><label>L</label>${xml}</CustomField>`)[1] },
});
const file = (type: string, fullName: string, xml: string): MetadataFile => ({
  path: `x/${fullName}`,
  type,
  fullName,
  node: parseXml(`<${type}>${xml}</${type}>`)[1],
});
const value = (name: string, more = ''): string => `<value><fullName>${name}</fullName>${more}</value>`;
const picklist = (...values: string[]): string =>
  `<fullName>P__c</fullName><type>Picklist</type><valueSet><valueSetDefinition>${values.join('')}</valueSetDefinition></valueSet>`;
const text = '<fullName>A__c</fullName><type>Text</type><length>10</length>';

describe('what the Metadata API refuses', () => {
  test.each<[string, MetadataFile[], RegExp]>([
    [
      'an element it does not know',
      [field(`${text}<colour>red</colour>`)],
      /Element colour invalid at this location in type CustomField/,
    ],
    ['a field of an object that is not there', [field(text, 'Invoice')], /bad value for restricted picklist field: Invoice/],
    ['a name without its suffix', [field('<fullName>A</fullName><type>Text</type><length>10</length>')], /custom suffix/],
    ['a type it does not know', [field('<fullName>A__c</fullName><type>Colour</type>')], /FieldType/],
    ['a text of 256 characters', [field('<fullName>A__c</fullName><type>Text</type><length>256</length>')], /between 1 and 255/],
    [
      'a long text of 255',
      [field('<fullName>A__c</fullName><type>LongTextArea</type><length>255</length><visibleLines>3</visibleLines>')],
      /between 256/,
    ],
    ['19 digits', [field('<fullName>A__c</fullName><type>Number</type><precision>19</precision><scale>0</scale>')], /at most 18/],
    [
      'a key of dates',
      [field('<fullName>A__c</fullName><type>DateTime</type><externalId>true</externalId>')],
      /Cannot set externalId/,
    ],
    ['a picklist without a value', [field(picklist())], /value/],
    ['one value twice', [field(picklist(value('Open'), value('open')))], /Duplicate value found: open/],
    ['one field twice', [field(text), field(text)], /Duplicate name 'A.*__c'/],
    [
      'a lookup into nothing',
      [
        field(
          '<fullName>A__c</fullName><type>Lookup</type><referenceTo>X__c</referenceTo><relationshipName>As</relationshipName>',
        ),
      ],
      /does not resolve/,
    ],
    [
      'a picklist in an event',
      [
        file(
          'CustomObject',
          'E__e',
          `<label>E</label><pluralLabel>Es</pluralLabel><deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType>
          <publishBehavior>PublishAfterCommit</publishBehavior><fields><label>P</label>${picklist(value('a'))}</fields>`,
        ),
      ],
      /not supported for platform events/,
    ],
    [
      'a stage without its probability',
      [
        file(
          'StandardValueSet',
          'OpportunityStage',
          '<standardValue><fullName>A</fullName><closed>false</closed></standardValue>',
        ),
      ],
      /Required field is missing/,
    ],
    [
      'a value set that no org has',
      [file('StandardValueSet', 'Colours', '<standardValue><fullName>A</fullName></standardValue>')],
      /Invalid StandardValueSet/,
    ],
    [
      'a right to a field that is not there',
      [
        file(
          'PermissionSet',
          'P',
          '<label>P</label><fieldPermissions><field>Account.A__c</field><readable>true</readable></fieldPermissions>',
        ),
      ],
      /no CustomField named Account.A__c/,
    ],
    [
      'a right to a field that everybody sees',
      [
        file(
          'PermissionSet',
          'P',
          '<label>P</label><fieldPermissions><field>Account.Name</field><readable>true</readable></fieldPermissions>',
        ),
      ],
      /required field: Account.Name/,
    ],
    [
      'a right that needs another',
      [
        file(
          'PermissionSet',
          'P',
          '<label>P</label><objectPermissions><object>Contact</object><allowRead>true</allowRead></objectPermissions>',
        ),
      ],
      /depends on permission\(s\): Read Account/,
    ],
    [
      'a flow of a field that is not there',
      [
        file(
          'Flow',
          'F',
          '<label>F</label><status>Active</status><start><object>Order</object><triggerType>RecordAfterSave</triggerType><filterFormula>{!$Record.Nope__c}</filterFormula></start>',
        ),
      ],
      /The field "Nope__c"/,
    ],
    [
      'an app without its parent',
      [file('ExtlClntAppOauthSettings', 'S', '<label>S</label><externalClientApplication>App</externalClientApplication>')],
      /no ExternalClientApplication named App/,
    ],
  ])('OP-3 %s', (_, files, reason) => {
    expect(deploy(files, new OrgMetadata()).map(({ problem }) => problem)).toContainEqual(expect.stringMatching(reason));
  });

  test('OP-3 a type nobody knows, and what package.xml names and the zip does not hold', () => {
    const named = new Map([
      ['Colour', ['red']],
      ['CustomField', ['Account.A__c', 'Account.B__c']],
    ]);
    expect(deploy([field(text)], new OrgMetadata(), { named }).flatMap(({ problem }) => problem ?? [])).toEqual([
      "Unknown type name 'Colour' specified in package.xml",
      "An object 'Account.B__c' of type CustomField was named in package.xml, but was not found in zipped directory",
    ]);
  });

  test('OP-3 an org without Orders takes nothing of Order', () => {
    const problems = deploy(fromSource(SOURCE), new OrgMetadata(new Set(['Order', 'OrderItem']))).flatMap(
      ({ fullName, problem }) => (problem === null ? [] : fullName),
    );
    expect(problems).toEqual(expect.arrayContaining(['Order', 'Order.Activation_Status__c', 'Order_Approval_Set_Activating']));
  });
});

describe('an org that the org as code was deployed to', () => {
  const org = (): Org =>
    new Org({ personAccounts: false, ordersEnabled: true, username: 'user@example.com', now: () => Date.now() });

  test('OP-2 nobody sees a field until the permission set is theirs', () => {
    const one = org();
    one.bringUp(newKeyPair().certificatePem);
    expect(one.view.field(one.view.object('Account'), 'Portal_Status__c').picklist).toEqual(['Active', 'Inactive']);
    for (const { Id } of one.records.all('PermissionSetAssignment')) one.records.remove('PermissionSetAssignment', String(Id));
    one.become({});
    expect(() => one.view.field(one.view.object('Account'), 'Portal_Status__c')).toThrow('No such column');
    expect(() => one.view.object('OrderProvisionRequested__e')).toThrow('not supported');
  });

  test('OP-3 a certificate that is none is refused', () => {
    expect(() => org().bringUp('hello')).toThrow('Invalid certificate');
  });

  test('OP-3 a second deployment changes values and keeps the rest', () => {
    const one = org();
    const { certificatePem } = newKeyPair();
    one.bringUp(certificatePem);
    const next = one.metadata.copy();
    const again = fromSource(SOURCE).filter(({ fullName }) => fullName === 'CaseType');
    listOf<XmlElement>(again[0]?.node.standardValue).splice(1);
    expect(deploy(again, next).map(({ problem }) => problem)).toEqual([null]);
    one.replace(next);
    expect(one.view.field(one.view.object('Case'), 'Type').picklist).toEqual(['Eligibility Check']);
    expect(one.metadata.flows.size).toBe(2);
  });
});
