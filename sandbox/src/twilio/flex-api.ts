import type { Centre } from './centre';
import { requireBasicAuth } from './basic-auth';
import { jsonObject, type TwilioApi, type TwilioCall } from './call';
import { CHAT_SERVICE_SID, FLEX_INSTANCE_SID, WORKFLOW, fixedSid } from './sids';
import { invalid, TwilioError } from './twilio-error';

/** flex-api.twilio.com, flex.twilio.com and the account itself: the configuration, the session and who the token belongs to. */
export function flexApi(centre: Centre): TwilioApi {
  const { accountSid } = centre.account;
  return (call) => {
    switch (`${call.method} ${call.url.pathname}`) {
      case 'GET /v1/Configuration':
        return { body: configuration(centre) };
      case 'POST /v1/Configuration':
        return { body: change(centre, call) };
      case 'GET /v1/Configuration/Public':
        return { body: { account_sid: accountSid, runtime_domain: RUNTIME_DOMAIN, public_attributes: {} } };
      case `POST /v1/Accounts/${accountSid}/Tokens/Info`:
        return { body: tokenInfo(centre, call) };
      case `GET /2010-04-01/Accounts/${accountSid}.json`:
        requireBasicAuth(call.headers, centre.account);
        return { body: { sid: accountSid, friendly_name: 'Sandbox', status: 'active', type: 'Full' } };
      case 'GET /api/v1/Session':
        return { body: { features: [LOCALIZATION], insights_active: false, insightsActive: false } };
      case `GET /v1/Instances/${FLEX_INSTANCE_SID}/Teams/Context`:
        return { body: { team_setup_complete: false } };
      case 'GET /v1/account/provision/status':
        return { body: { status: 'inactive' } };
      default:
        return null;
    }
  };
}

/** Lets Flex choose its language: the agent's own preference, else the browser's. Without it Flex is English, whatever the browser is. */
const LOCALIZATION = { id: 'localization-beta', enabled: true };
const RUNTIME_DOMAIN = 'https://sandbox-0000.twil.io';

function tokenInfo(centre: Centre, call: TwilioCall): Record<string, unknown> {
  const token = centre.tokens.find(new URLSearchParams(call.body).get('Token'));
  if (!token?.worker) throw new TwilioError(401, 20101, 'Invalid Access Token');
  const { worker } = token;
  return {
    identity: worker.identity,
    roles: token.roles,
    expiration: token.expiresAt.toISOString(),
    flex_user_sid: flexUserSid(worker.sid),
    worker_sid: worker.sid,
    realm_user_id: worker.person.email,
  };
}

/** The Flex user of a worker. */
export const flexUserSid = (workerSid: string): string => 'FU' + workerSid.slice(2);

/** Each property that is sent replaces the whole property: `ui_attributes` without other plugins' keys takes those away. */
function change(centre: Centre, { headers, body }: TwilioCall): Record<string, unknown> {
  requireBasicAuth(headers, centre.account);
  // JSON as the document says; the command-line tool sends a form, in which lists are repeated
  const form = new URLSearchParams(body);
  const isJson = headers['content-type']?.startsWith('application/json') === true;
  const changes = isJson
    ? jsonObject(body)
    : { account_sid: form.get('account_sid'), serverless_service_sids: form.getAll('serverless_service_sids') };
  if (changes.account_sid !== centre.account.accountSid) throw invalid('account_sid is required');
  if ('ui_attributes' in changes) centre.uiAttributes = changes.ui_attributes as Record<string, unknown>;
  if ('serverless_service_sids' in changes) centre.serverlessServiceSids = changes.serverless_service_sids as string[];
  return configuration(centre);
}

function configuration({ account, workspaceSid, uiAttributes, serverlessServiceSids }: Centre): Record<string, unknown> {
  const now = new Date().toISOString();
  return {
    account_sid: account.accountSid,
    instance_sid: FLEX_INSTANCE_SID,
    flex_instance_sid: FLEX_INSTANCE_SID,
    flex_service_instance_sid: CHAT_SERVICE_SID,
    chat_service_instance_sid: CHAT_SERVICE_SID,
    messaging_service_instance_sid: fixedSid('MG', 1),
    attributes: {},
    public_attributes: {},
    status: 'ok',
    service_version: '4.0.0',
    ui_version: '2.17.1',
    ui_language: 'en-US',
    ui_dependencies: {},
    ui_attributes: uiAttributes,
    taskrouter_workspace_sid: workspaceSid,
    taskrouter_target_workflow_sid: WORKFLOW.sid,
    taskrouter_target_taskqueue_sid: fixedSid('WQ', 4),
    taskrouter_taskqueues: [],
    taskrouter_skills: [],
    taskrouter_worker_channels: {},
    taskrouter_worker_attributes: {},
    taskrouter_offline_activity_sid: fixedSid('WA', 1),
    runtime_domain: RUNTIME_DOMAIN,
    serverless_service_sids: serverlessServiceSids,
    call_recording_enabled: false,
    crm_enabled: false,
    integrations: [],
    outbound_call_flows: {
      default: {
        enabled: true,
        workflow_sid: WORKFLOW.sid,
        queue_sid: fixedSid('WQ', 4),
        caller_id: '+14155550001',
        location: 'US',
      },
    },
    plugin_service_enabled: false,
    plugin_service_attributes: {},
    queue_stats_configuration: null,
    channel_configs: [],
    notifications: { enabled: false },
    markdown: { enabled: true, mode: 'readOnly' },
    debugger_integration: { enabled: false },
    flex_ui_status_report: { enabled: false },
    citrix_voice_vdi: { enabled: false },
    flex_insights_hr: {},
    date_created: now,
    date_updated: now,
    url: 'https://flex-api.twilio.com/v1/Configuration',
  };
}
