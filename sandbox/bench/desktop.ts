import { startBrowserSession } from '../e2e/support';
import { browserPath } from './browser';
import { picker } from './picker';
import { section } from './report';

/** What the agent's browser waits for, in the real Flex UI in Chromium. */
export async function desktop(): Promise<void> {
  section('The desktop');
  const session = await startBrowserSession();
  try {
    await browserPath(session);
    await picker(session);
  } finally {
    await session.stop();
  }
}
