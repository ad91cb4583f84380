import type { Deadline } from '../../runtime/deadline';
import type { Finding } from '../../runtime/diagnosis';
import type { SalesforceClient } from './client';
import { soqlList } from './soql';
import { SalesforceRefusal } from './upstream';
import { FLOWS } from './described-org';

/** Whether both flows of the order approval are active. Only somebody who may view the setup sees that. */
export async function flowFindings(client: SalesforceClient, deploy: string, deadline: Deadline): Promise<Finding[]> {
  const id = 'salesforce.flow';
  let active: Map<string, boolean>;
  try {
    const { records } = await client.query<{ ApiName: string; IsActive: boolean }>(
      `SELECT ApiName, IsActive FROM FlowDefinitionView WHERE ApiName IN ${soqlList(FLOWS)}`,
      deadline,
    );
    active = new Map(records.map(({ ApiName, IsActive }) => [ApiName, IsActive]));
  } catch (error) {
    if (!(error instanceof SalesforceRefusal)) throw error;
    const mend = 'Look in Setup › Flows, or grant View Setup and Configuration';
    return [
      { id, level: 'warn', text: 'Whether the order-approval flows are active can’t be seen by the integration user', mend },
    ];
  }
  const missing = FLOWS.filter((name) => !active.has(name));
  if (missing.length > 0)
    return [
      { id, level: 'warn', text: `Not deployed: ${missing.join(', ')}; approved orders are not provisioned`, mend: deploy },
    ];
  const drafts = FLOWS.filter((name) => active.get(name) !== true);
  const mend = 'Setup › Flows › Activate; to deploy flows as active: Setup › Process Automation Settings';
  return drafts.length > 0
    ? [{ id, level: 'fail', text: `Not active: ${drafts.join(', ')}`, mend }]
    : [{ id, level: 'ok', text: 'The order-approval flows are active' }];
}
