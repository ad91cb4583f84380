import { ApiSchemas } from 'jsforce/lib/api/metadata/schema';
import { listOf, type XmlNode } from './components';

type Definition = { extends?: string; props: Record<string, unknown> };
const schemas = ApiSchemas as unknown as Record<string, Definition | undefined>;

/** Elements of API version 62 that jsforce's copy of the schema is too old to have. */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  Flow: ['apiVersion', 'environments'],
  FlowStart: ['filterFormula', 'recordTriggerType'],
  FlowRecordCreate: ['storeOutputAutomatically'],
};
/** Types that it has not at all, by the Metadata API guide. */
const NEWER_TYPES: Readonly<Record<string, readonly string[]>> = {
  ExternalClientApplication: [
    'contactEmail',
    'contactPhone',
    'description',
    'distributionState',
    'iconUrl',
    'infoUrl',
    'isProtected',
    'label',
    'logoUrl',
    'orgScopedExternalApp',
  ],
  ExtlClntAppOauthSettings: ['commaSeparatedOauthScopes', 'customScopes', 'externalClientApplication', 'label', 'oauthLink'],
  ExtlClntAppGlobalOauthSettings: [
    'callbackUrl',
    'certificate',
    'consumerKey',
    'consumerSecret',
    'externalClientApplication',
    'idTokenConfig',
    'isConsumerSecretOptional',
    'isIntrospectAllTokens',
    'isPkceRequired',
    'isSecretRequiredForRefreshToken',
    'label',
    'shouldRotateConsumerKey',
    'shouldRotateConsumerSecret',
  ],
  ExtlClntAppOauthConfigurablePolicies: [
    'clientCredentialsFlowUser',
    'commaSeparatedPermissionSet',
    'commaSeparatedProfile',
    'customAttributes',
    'externalClientApplication',
    'ipRelaxationPolicyType',
    'isClientCredentialsFlowEnabled',
    'isGuestCodeCredFlowEnabled',
    'isTokenExchangeFlowEnabled',
    'label',
    'permittedUsersPolicyType',
    'refreshTokenPolicyType',
    'refreshTokenValidityPeriod',
    'refreshTokenValidityUnit',
    'requiredSessionLevel',
    'sessionTimeoutInMinutes',
    'startUrl',
  ],
  ExtlClntAppConfigurablePolicies: [
    'externalClientApplication',
    'isEnabled',
    'isOauthPluginEnabled',
    'isSamlPluginEnabled',
    'label',
  ],
};

/** Every element of a type that the Metadata API doesn't know, as `Type.element`; the type alone where it is unknown itself. */
export function unknownElements(type: string, node: XmlNode): string[] {
  const newer = NEWER_TYPES[type];
  if (newer === undefined && schemas[type] === undefined) return [type];
  if (typeof node === 'string') return [];
  const props = propsOf(type);
  return Object.entries(node).flatMap(([name, value]) => {
    if (NEWER[type]?.includes(name) || newer?.includes(name)) return [];
    const declared = props[name];
    if (declared === undefined) return [`${type}.${name}`];
    const inner = String((Array.isArray(declared) ? declared[0] : declared) ?? '').replace(/^\?/, '');
    return schemas[inner] === undefined ? [] : listOf<XmlNode>(value).flatMap((each) => unknownElements(inner, each));
  });
}

function propsOf(type: string): Record<string, unknown> {
  const definition = schemas[type];
  if (definition === undefined) return {};
  return { ...(definition.extends === undefined ? {} : propsOf(definition.extends)), ...definition.props };
}
