import fc from 'fast-check';
import { problemOf } from '../contract/field-problems';
import { settings as schema, type SettingName, type Settings } from '../contract/settings';
import { NEW_CUSTOMER_FIELDS } from '../limits';
import { INSIGHTS_ATTRIBUTES, INSIGHTS_SOURCES, mappingIssues } from '../insights/insights';
import { DECISION_ROLES, POP_MODES, WRAP_UP_POLICIES } from './settings';
import { settingProblems } from './check';
import { mergeSettings, sameSetting, settingChanges, withSetting } from './edit';
import { mappingLines, withLine } from './insights-mapping';

const NAMES = Object.keys(schema.shape) as SettingName[];
const word = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('en', 'ja', 'pt-BR', 'US', 'Contact.Fax', 'other', 'Lead.X'));
const overlay = fc.dictionary(
  fc.constantFrom(...INSIGHTS_ATTRIBUTES.slice(0, 14), 'conversations.hang_up_by'),
  fc.constantFrom(...INSIGHTS_SOURCES, null),
  { maxKeys: 4 },
);
const anySettings: fc.Arbitrary<Settings> = fc.record(
  {
    requiredCustomerFields: fc.uniqueArray(fc.constantFrom(...NEW_CUSTOMER_FIELDS)),
    pageSize: fc.oneof(fc.integer({ min: -2, max: 60 }), fc.constantFrom(2.5, NaN)),
    defaultRegion: fc.oneof(fc.constantFrom('US', 'JP', 'us', 'USA', ''), fc.string({ maxLength: 3 })),
    salesforcePhoneFields: fc.array(word, { maxLength: 22 }),
    timeZone: fc.oneof(word, fc.constantFrom('Asia/Tokyo', '+09:00')),
    popMode: fc.constantFrom(...POP_MODES),
    createInSalesforce: fc.boolean(),
    logCallToSalesforce: fc.boolean(),
    wrapUpPolicy: fc.constantFrom(...WRAP_UP_POLICIES),
    serviceDecisionRoles: fc.array(fc.constantFrom(...DECISION_ROLES), { maxLength: 3 }),
    serviceDecisionSkills: fc.array(word, { maxLength: 22 }),
    defaultReasonId: word,
    locales: fc.array(word, { maxLength: 22 }),
    insightsMapping: overlay,
  },
  { requiredKeys: [] },
);

test('AD-5 the screen’s check of a setting says what the server’s says, in the same words', () => {
  fc.assert(
    fc.property(anySettings, (settings) => {
      for (const name of NAMES) {
        const parsed = schema.shape[name].safeParse(settings[name], { reportInput: true });
        const inMapping = name === 'insightsMapping';
        const told = (parsed.error?.issues ?? []).map((issue) =>
          inMapping ? { ...problemOf(issue), entry: issue.path.at(-1) } : problemOf(issue),
        );
        // which regions have phone numbers only the server knows
        const known = told.filter(({ code }) => code !== 'region_without_phones');
        const distinct = (problems: readonly object[]) => new Set(problems.map((problem) => JSON.stringify(problem)));
        expect(distinct(settingProblems(name, settings[name]))).toEqual(distinct(known));
      }
    }),
    { numRuns: 500 },
  );
});

test('AD-2 two edits of one revision: each setting that one of them changed stands so, and only a setting both changed is a conflict', () => {
  fc.assert(
    fc.property(anySettings, anySettings, anySettings, (base, mine, theirs) => {
      const { settings, conflicts } = mergeSettings(NAMES, base, mine, theirs);
      const touched = new Set(conflicts.map(({ setting }) => setting));
      for (const name of NAMES) {
        if (touched.has(name) || name === 'insightsMapping') continue;
        const isOwn = !sameSetting(base[name], mine[name]);
        expect(settings[name]).toEqual(isOwn ? mine[name] : theirs[name]);
      }
      for (const { setting } of conflicts) {
        expect(sameSetting(mine[setting], theirs[setting])).toBe(false);
        expect(sameSetting(base[setting], mine[setting]) || sameSetting(base[setting], theirs[setting])).toBe(false);
      }
    }),
  );
});

test('AD-2 lines of the Insights mapping that two admins changed apart are put together', () => {
  const merged = mergeSettings(
    NAMES,
    {},
    { insightsMapping: { 'conversations.content': null } },
    { insightsMapping: { 'conversations.conversation_label_3': 'case.number' } },
  );
  expect(merged).toEqual({
    settings: { insightsMapping: { 'conversations.content': null, 'conversations.conversation_label_3': 'case.number' } },
    conflicts: [],
  });
});

test('AD-2 merging with nobody else’s edit, or with an equal one, changes nothing', () => {
  fc.assert(
    fc.property(anySettings, anySettings, (base, mine) => {
      for (const theirs of [base, mine]) {
        const { settings, conflicts } = mergeSettings(NAMES, base, mine, theirs);
        expect(conflicts).toEqual([]);
        // an empty mapping says as little as none
        const empty = (each: Settings): Settings =>
          Object.keys(each.insightsMapping ?? {}).length === 0 ? withSetting(each, 'insightsMapping', undefined) : each;
        expect(settingChanges(NAMES, empty(mine), empty(settings))).toEqual([]);
      }
    }),
  );
});

test('AD-5 a setting changed and taken back is no change', () => {
  fc.assert(
    fc.property(anySettings, anySettings, fc.constantFrom(...NAMES), (before, other, name) => {
      const edited = withSetting(before, name, other[name]);
      expect(settingChanges(NAMES, before, withSetting(edited, name, before[name]))).toEqual([]);
    }),
  );
});

test('OR-2 the lines of a mapping are the deployed ones with the published over them; a line taken back is as deployed', () => {
  fc.assert(
    fc.property(overlay, overlay, fc.constantFrom(...INSIGHTS_ATTRIBUTES.slice(0, 14)), (deployed, published, attribute) => {
      const effective = Object.entries({ ...deployed, ...published });
      expect(mappingLines(deployed, published).map(({ attribute: name, source }) => [name, source])).toEqual(effective);
      const back = withLine(withLine(published, attribute, null), attribute, undefined);
      expect(back?.[attribute]).toBeUndefined();
    }),
  );
});

test('OR-2 every attribute that is offered may be written', () => {
  for (const attribute of INSIGHTS_ATTRIBUTES) expect(mappingIssues({ [attribute]: null })).toEqual([]);
});
