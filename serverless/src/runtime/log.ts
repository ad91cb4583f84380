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
    /** The vendor's own code, of the deepest cause that has one: SQLSTATE, errno, TLS, gRPC, Salesforce. */
    reason?: string;
    /** API names of the fields that a vendor complains of. */
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

/**
 * One line of the audit trail, for whoever keeps it outside of the store (PR-2). It has its own kind, and ids and hashes alone.
 * @param stored whether the store has the row as well; null: the request failed around its commit, and the store may have it
 */
export function logAudit(
  row: object,
  { worker, correlationId }: { worker: { sid: string; roles: readonly string[] }; correlationId: string },
  stored: boolean | null,
): void {
  const line = { at: new Date().toISOString(), kind: 'audit', stored, workerSid: worker.sid, roles: worker.roles, correlationId };
  console.log(JSON.stringify({ ...line, ...row }));
}

/** The loggable part of anything thrown, causes included. */
export function describeError(thrown: unknown): NonNullable<LogEntry['error']> {
  if (!(thrown instanceof Error)) return { name: typeof thrown, frames: [] };
  const own = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const frames = own.slice(0, 6).map((line) => line.trim());
  const code = codeOf(thrown, 'code');
  const reason = reasonOf(thrown);
  const name = thrown.cause instanceof Error ? `${thrown.name} < ${thrown.cause.name}` : thrown.name;
  const fields = 'fieldNames' in thrown && Array.isArray(thrown.fieldNames) ? thrown.fieldNames.filter(isName) : [];
  return {
    name,
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    ...(fields.length === 0 ? {} : { fields }),
    frames,
  };
}

/** A code and never a text: letters, digits and what joins them. */
function codeOf(error: object, field: string): string | undefined {
  const value: unknown = (error as Record<string, unknown>)[field];
  return (typeof value === 'string' || typeof value === 'number') && /^[\w.-]{1,60}$/.test(String(value))
    ? String(value)
    : undefined;
}

function reasonOf(thrown: Error): string | undefined {
  const own = codeOf(thrown, 'reason') ?? codeOf(thrown, 'errorCode');
  if (own !== undefined || !(thrown.cause instanceof Error)) return own;
  return reasonOf(thrown.cause) ?? codeOf(thrown.cause, 'code');
}

const isName = (text: unknown): text is string => typeof text === 'string' && /^\w{1,60}$/.test(text);
