import { createPrivateKey, X509Certificate } from 'node:crypto';

/** Why a text can't sign as an RSA key; null when it can. Both Salesforce and Google sign with RS256. */
export function rsaKeyProblem(pem: string): string | null {
  if (!pem.includes('-----BEGIN')) return 'holds no private key in PEM';
  if (/\\n/.test(pem)) return 'holds a key whose line breaks are written as \\n: put real line breaks in it';
  if (/BEGIN (CERTIFICATE|PUBLIC KEY)/.test(pem)) return 'holds a certificate or public key: the private key is needed';
  if (/ENCRYPTED/.test(pem)) return 'holds a key with a passphrase: remove it with openssl pkcs8 -topk8 -nocrypt';
  try {
    const { asymmetricKeyType } = createPrivateKey(pem);
    return asymmetricKeyType === 'rsa' ? null : `holds a key of type ${asymmetricKeyType ?? 'unknown'}: RSA is needed`;
  } catch {
    return 'holds a private key that cannot be read: was it cut?';
  }
}

/** Why a text holds no certificates that a connection could be checked with; null when it does. */
export function certificateProblem(pem: string): string | null {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (/PRIVATE KEY/.test(pem)) return 'holds a private key: only the certificate of the authority is needed';
  if (certificates.length === 0) return 'holds no certificate in PEM';
  try {
    for (const certificate of certificates) new X509Certificate(certificate);
    return null;
  } catch {
    return 'holds a certificate that cannot be read: was it cut?';
  }
}
