import { createHash, createPublicKey, createSign, randomBytes, X509Certificate } from 'node:crypto';

/** DER, as much of it as a certificate needs (ITU-T X.690): Node reads certificates and writes none. */
const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 0x80 ? [size] : size < 0x100 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const [SEQUENCE, SET, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, UTF8, UTC_TIME, BOOLEAN] = [
  0x30, 0x31, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x17, 0x01,
] as const;
const [VERSION, EXTENSIONS] = [0xa0, 0xa3] as const;
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const SHA256_WITH_RSA = der(SEQUENCE, der(OID, hex('2a864886f70d01010b')), der(NULL));
const COMMON_NAME = der(OID, hex('550403'));
const BASIC_CONSTRAINTS = der(OID, hex('551d13'));
const KEY_IDENTIFIER = der(OID, hex('551d0e'));

/**
 * A self-signed X.509 certificate for an RSA key: what Salesforce wants beside the log-in of an app.
 * @param privateKeyPem PKCS 8
 * @returns PEM
 */
export function selfSigned(privateKeyPem: string, { name, from, to }: { name: string; from: Date; to: Date }): string {
  const key = createPublicKey(privateKeyPem).export({ type: 'spki', format: 'der' });
  const who = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8, Buffer.from(name)))));
  const authority = der(SEQUENCE, BASIC_CONSTRAINTS, der(OCTET_STRING, der(SEQUENCE, der(BOOLEAN, Buffer.from([0xff])))));
  const identifier = der(SEQUENCE, KEY_IDENTIFIER, der(OCTET_STRING, der(OCTET_STRING, createHash('sha1').update(key).digest())));
  // below 0x80, so that it is positive; never 0
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  const content = der(
    SEQUENCE,
    der(VERSION, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, serial),
    SHA256_WITH_RSA,
    who,
    der(SEQUENCE, ...[from, to].map((at) => der(UTC_TIME, Buffer.from(utc(at))))),
    who,
    key,
    der(EXTENSIONS, der(SEQUENCE, authority, identifier)),
  );
  const signature = createSign('RSA-SHA256').update(content).sign(privateKeyPem);
  return new X509Certificate(der(SEQUENCE, content, SHA256_WITH_RSA, der(BIT_STRING, Buffer.from([0]), signature))).toString();
}

/** Two digits of the year: good until 2049. */
const utc = (at: Date): string => `${at.toISOString().slice(2, 19).replace(/[-:T]/g, '')}Z`;
