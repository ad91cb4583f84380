/** One JSON line an event, to where Twilio's log and any collector read it. Only the fields named here: no body, no address, no name (PR-3). */
export interface LogEntry {
  correlationId: string;
  endpoint: string;
  status?: number;
  code?: string;
  ms?: number;
  workerSid?: string;
  taskSid?: string;
  source?: string;
  /** What happened, in our own words. */
  event?: string;
  /** Error class and stack frames; never the message, which may quote what somebody typed. */
  error?: {
    name: string;
    code?: string;
    /** What the vendor called it: SQLSTATE, errno, TLS, Salesforce's error code; outermost first. */
    vendorCode?: string;
    /** API names of the fields a vendor complains of. */
    fields?: string[];
    frames: string[];
  };
}

type Level = 'info' | 'warn' | 'error';

export function log(level: Level, entry: LogEntry): void {
  const line = JSON.stringify({ at: new Date().toISOString(), level, ...entry });
  if (level === 'error') console.error(line);
  else if (level === 'warn') console.warn(line);
  else console.log(line);
}

/** The loggable part of anything thrown, causes included. */
export function describeError(thrown: unknown): NonNullable<LogEntry['error']> {
  if (!(thrown instanceof Error)) return { name: typeof thrown, frames: [] };
  const own = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const frames = own.slice(0, 6).map((line) => line.trim());
  const code =
    'code' in thrown && (typeof thrown.code === 'string' || typeof thrown.code === 'number') ? String(thrown.code) : undefined;
  const name = thrown.cause instanceof Error ? `${thrown.name} < ${thrown.cause.name}` : thrown.name;
  const vendorCode = vendorCodes(thrown).join(' < ');
  const fields = 'fieldNames' in thrown && Array.isArray(thrown.fieldNames) ? thrown.fieldNames.filter(isName) : [];
  return {
    name,
    ...(code === undefined ? {} : { code }),
    ...(vendorCode === '' ? {} : { vendorCode }),
    ...(fields.length === 0 ? {} : { fields }),
    frames,
  };
}

/** The codes along the chain of causes, each only where it looks like one: never a text that may quote what somebody typed. */
function vendorCodes(thrown: Error, depth = 0): string[] {
  const { errorCode, cause } = thrown as { errorCode?: unknown; cause?: unknown };
  const own = [depth === 0 ? errorCode : (errorCode ?? (thrown as { code?: unknown }).code)].map(String).filter(isName);
  return [...(own[0] === 'undefined' ? [] : own), ...(cause instanceof Error && depth < 5 ? vendorCodes(cause, depth + 1) : [])];
}

const isName = (text: unknown): text is string => typeof text === 'string' && /^\w{1,60}$/.test(text);
