import { X509Certificate } from 'node:crypto';
import { textOf, type XmlElement } from './components';
import { MetadataProblem } from './metadata-problem';
import type { OrgMetadata } from './org-metadata';

/** The app's files: what each refers to must be there. @throws MetadataProblem */
export function externalClientApp(type: string, name: string, node: XmlElement, org: OrgMetadata): void {
  if (textOf(node.label) === '') throw new MetadataProblem('Required field is missing: label');
  if (type === 'ExternalClientApplication') {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(textOf(node.contactEmail)))
      throw new MetadataProblem('Contact Email: invalid email address');
    org.apps.add(name);
    return;
  }
  const app = textOf(node.externalClientApplication);
  if (!org.apps.has(app))
    throw new MetadataProblem(`In field: externalClientApplication - no ExternalClientApplication named ${app} found`);
  const set = textOf(node.commaSeparatedPermissionSet);
  for (const one of set === '' ? [] : set.split(',').map((part) => part.trim()))
    if (!org.permissionSets.has(one))
      throw new MetadataProblem(`In field: commaSeparatedPermissionSet - no PermissionSet named ${one} found`);
  if (node.certificate !== undefined && !isCertificate(textOf(node.certificate)))
    throw new MetadataProblem('Invalid certificate');
}

/** With or without its BEGIN and END lines. */
function isCertificate(text: string): boolean {
  try {
    const body = text.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '');
    return new X509Certificate(Buffer.from(body, 'base64')).publicKey.asymmetricKeyType === 'rsa';
  } catch {
    // not one, whatever else it is
    return false;
  }
}
