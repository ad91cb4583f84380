import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'prettier';
import { openApi } from '../tools/openapi';

/** `npm run openapi`: writes serverless/openapi.json from the contract; a test holds the two together. */
async function main(): Promise<void> {
  const file = path.resolve(__dirname, '../openapi.json');
  await writeFile(file, await format(JSON.stringify(openApi()), { parser: 'json', printWidth: 130 }));
  console.log(`written: ${path.relative(process.cwd(), file)}`);
}

void main();
