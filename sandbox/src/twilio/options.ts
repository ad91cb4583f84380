import type { LabHandler } from './lab';

/** What the stand-in for Twilio is started with. */
export interface TwilioOptions {
  /** 0 takes any free port. A fixed port keeps the browser's stored sign-in, which belongs to the origin. */
  port: number;
  host?: '127.0.0.1';
  /** Where the Functions are served; the plugin reads it from the Flex configuration. */
  functionsUrl: string;
  /** What Twilio calls the domain of a Serverless environment. */
  domainOf?: (service: string, suffix: string | null) => string;
  accountSid: string;
  authToken: string;
  workspaceSid: string;
  /** Absolute path of the built plugin. */
  pluginBundle: string;
  /** Absolute path of the host page's bundle (`buildDesktop`). */
  desktopBundle: string;
  /** `ui_attributes.interactionHistory.popMode` of the Flex configuration: tab, panel or off. */
  popMode?: string | undefined;
  /** What the plugin waits less long for, in tests. */
  pluginTimings?: Record<string, number> | undefined;
  /** Origin of the pages that Flex's CRM panel may show. */
  recordPages?: string;
  /** More commands under `POST /_lab/<name>`. `faults` adds its sources to the faults panel (`FaultSource`). */
  lab?: Record<string, LabHandler>;
  /** Other addresses of the sandbox, shown on the landing page. */
  links?: readonly { label: string; href: string }[];
}
