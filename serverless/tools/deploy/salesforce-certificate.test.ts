import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readEnvFile } from './env-file';
import { makeCertificate } from './salesforce-certificate';

describe('a key and its certificate', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'certificate-'));
  const file = path.join(folder, '.env.stage');
  afterAll(() => rmSync(folder, { recursive: true }));

  test('OP-3 the key goes into the environment’s file, in the place kept for it, and the certificate is its own', () => {
    writeFileSync(file, 'TWILIO_ENVIRONMENT=stage\nSF_PRIVATE_KEY_BASE64=\nSF_USERNAME=user@example.com\n');
    const made = makeCertificate(file, readEnvFile(file), folder, 2048);
    expect(path.basename(made.certificate)).toBe('stage.crt.pem');
    const { SF_PRIVATE_KEY_BASE64: key = '', ...rest } = readEnvFile(file);
    expect(rest).toEqual({ TWILIO_ENVIRONMENT: 'stage', SF_USERNAME: 'user@example.com' });
    const certificate = new X509Certificate(readFileSync(made.certificate));
    expect(certificate.checkPrivateKey(createPrivateKey(Buffer.from(key, 'base64')))).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(new Date(certificate.validTo).getUTCFullYear()).toBe(new Date().getUTCFullYear() + 2);
  });

  test('OP-3 a key that is there is never written over', () => {
    const before = readFileSync(file, 'utf8');
    expect(() => makeCertificate(file, readEnvFile(file), folder, 2048)).toThrow('holds a key already');
    expect(() => makeCertificate(file, { TWILIO_ENVIRONMENT: 'stage' }, folder, 2048)).toThrow('is there already');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});
