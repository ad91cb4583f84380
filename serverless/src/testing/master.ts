import { Client } from 'pg';

/** Work on the master as its owner, beside the product's own pool. */
export async function onMaster(url: string, work: (database: Client) => Promise<void>): Promise<void> {
  const database = new Client({ connectionString: url });
  await database.connect();
  try {
    await work(database);
  } finally {
    await database.end();
  }
}
