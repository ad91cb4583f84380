import type { Centre } from './centre';
import type { TwilioApi, TwilioCall } from './call';
import { CHAT_SERVICE_SID, FLEX_INSTANCE_SID, WORKFLOW, fixedSid } from './sids';
import { TwilioError } from './twilio-error';

/** flex-api.twilio.com and flex.twilio.com: the configuration, the session and who the token belongs to. */
export function flexApi(centre: Centre): TwilioApi {
  const { accountSid } = centre.account;
  return (call) => {
    switch (`${call.method} ${call.url.pathname}`) {
      case 'GET /v1/Configuration':
        return { body: configuration(centre) };
      case 'GET /v1/Configuration/Public':
        return { body: { account_sid: accountSid, runtime_domain: RUNTIME_DOMAIN, public_attributes: {} } };
      case `POST /v1/Accounts/${accountSid}/Tokens/Info`:
        return { body: tokenInfo(centre, call) };
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

function configuration({ account, workspaceSid, functionsUrl, pluginSettings }: Centre): Record<string, unknown> {
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
    // where the plugin finds the Functions: changed here, or in a real account's configuration, without a rebuild
    ui_attributes: {
      version_compatibility: 'yes',
      logLevel: 'warn',
      theme: {},
      languages: [],
      interactionHistory: { functionsUrl, ...pluginSettings },
    },
    taskrouter_workspace_sid: workspaceSid,
    taskrouter_target_workflow_sid: WORKFLOW.sid,
    taskrouter_target_taskqueue_sid: fixedSid('WQ', 4),
    taskrouter_taskqueues: [],
    taskrouter_skills: [],
    taskrouter_worker_channels: {},
    taskrouter_worker_attributes: {},
    taskrouter_offline_activity_sid: fixedSid('WA', 1),
    runtime_domain: RUNTIME_DOMAIN,
    serverless_service_sids: [],
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
