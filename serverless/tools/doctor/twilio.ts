import type { Finding } from '../../src/runtime/diagnosis';
import { callbackUrl, missingEvents, WorkspaceEvents } from '../deploy/event-callback';
import { FlexConfiguration } from '../deploy/flex-configuration';
import { shortSid } from '../deploy/operator';
import { originOf } from '../deploy/origin';
import type { DeployPlan } from '../deploy/plan';
import { ServerlessService } from '../deploy/serverless-service';
import { TwilioApi } from '../deploy/twilio-api';
import type { Check } from './doctor';

/** The account, its Flex workspace, the event callback and the Flex configuration. */
export function twilioCheck(plan: DeployPlan, command: (only: string) => string): Check {
  const api = new TwilioApi(plan);
  const workspaceSid = plan.variables.TWILIO_FLEX_WORKSPACE_SID ?? '';
  return {
    name: 'twilio',
    title: 'Twilio',
    where: shortSid(plan.accountSid),
    isConfigured: plan.accountSid !== '',
    look: async () => {
      const first = [await account(api, plan), await workspace(api, workspaceSid)];
      // without its workspace there is no contact centre to look at
      if (first.some(({ level }) => level === 'fail')) return first;
      return [...first, await tokens(api, plan), ...(await live(plan, workspaceSid, command))];
    },
  };
}

async function account(api: TwilioApi, { accountSid }: DeployPlan): Promise<Finding> {
  const { status } = await api.get<{ status: string }>(`https://api.twilio.com/2010-04-01/Accounts/${accountSid}.json`);
  return status === 'active'
    ? { id: 'twilio.account', level: 'ok', text: 'Account answers and is active' }
    : { id: 'twilio.account', level: 'fail', text: `Account is ${status}`, mend: 'Ask Twilio’s support to activate it' };
}

async function workspace(api: TwilioApi, sid: string): Promise<Finding> {
  const url = `https://taskrouter.twilio.com/v1/Workspaces/${sid}`;
  const found = await api.find(url);
  if (found === null) {
    const mend = 'Set TWILIO_FLEX_WORKSPACE_SID: Console › TaskRouter › Workspaces › Flex Task Assignment';
    return { id: 'twilio.workspace', level: 'fail', text: `Flex workspace ${shortSid(sid)} is not in this account`, mend };
  }
  const [queues, channels] = await Promise.all([
    api.list(`${url}/TaskQueues`, 'task_queues'),
    api.list(`${url}/TaskChannels`, 'channels'),
  ]);
  const text = `Flex workspace ${shortSid(sid)}: ${queues.length} queues, ${channels.length} channels`;
  return { id: 'twilio.workspace', level: 'ok', text };
}

/** Every request of an agent is checked here: an account without this right lets nobody in. */
async function tokens(api: TwilioApi, { accountSid }: DeployPlan): Promise<Finding> {
  const url = `https://iam.twilio.com/v1/Accounts/${accountSid}/Tokens/validate`;
  const { valid } = await api.post<{ valid: boolean }>(url, JSON.stringify({ token: 'none' }));
  return valid
    ? { id: 'twilio.tokens', level: 'fail', text: 'Twilio takes any text for a Flex token', mend: 'Ask Twilio’s support' }
    : { id: 'twilio.tokens', level: 'ok', text: 'Flex tokens can be checked' };
}

/** What tells Flex and TaskRouter where the Functions are. */
async function live(plan: DeployPlan, workspaceSid: string, command: (only: string) => string): Promise<Finding[]> {
  const environment = await new ServerlessService(plan).environment(plan.environment);
  if (environment === null) return [];
  const url = originOf(environment.domain);
  const [{ before, isNeeded }, callback, { uiVersion }] = await Promise.all([
    new FlexConfiguration(plan).compare(url),
    new WorkspaceEvents(plan, workspaceSid).read(),
    new FlexConfiguration(plan).read(),
  ]);
  return [
    isNeeded
      ? {
          id: 'twilio.flex-configuration',
          level: 'fail',
          text: `Flex configuration names ${typeof before?.functionsUrl === 'string' ? before.functionsUrl : 'no Functions'}`,
          mend: command('flex'),
        }
      : { id: 'twilio.flex-configuration', level: 'ok', text: 'Flex configuration names the Functions below' },
    flexVersion(uiVersion),
    eventCallback(callback, url, command),
  ];
}

/** The plugin is built for Flex UI 2 (React 17). */
function flexVersion(version: string): Finding {
  if (/^2\./.test(version)) return { id: 'twilio.flex-ui', level: 'ok', text: `Flex UI ${version}` };
  const mend = 'In the Twilio Console, Flex › Manage › Versions, choose a version 2';
  return { id: 'twilio.flex-ui', level: 'fail', text: `Flex UI ${version}: the plugin needs version 2`, mend };
}

function eventCallback(
  callback: { url: string | null; events: string[] },
  url: string,
  command: (only: string) => string,
): Finding {
  const id = 'twilio.event-callback';
  const cost = 'tasks that end without the agent are not recorded';
  if (callback.url === null) return { id, level: 'warn', text: `No event callback: ${cost}`, mend: command('flex') };
  if (callback.url !== callbackUrl(url)) {
    const text = `Event callback goes to ${new URL(callback.url).host}: ${cost}`;
    return { id, level: 'warn', text, mend: `${command('flex')} --replace-callback` };
  }
  const missing = missingEvents(callback);
  return missing.length === 0
    ? { id, level: 'ok', text: 'Event callback is set, with every event that is needed' }
    : { id, level: 'warn', text: `Event callback lacks ${missing.join(', ')}: ${cost}`, mend: command('flex') };
}
