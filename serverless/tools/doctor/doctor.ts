import type { Finding } from '../../src/runtime/diagnosis';
import type { DeployPlan } from '../deploy/plan';

/** One system's checks. */
export interface Check {
  name: string;
  title: string;
  /** Where it is, without a secret: an account, a domain, a project. */
  where: string;
  /** False: the environment's file names none, and nothing is looked at. */
  isConfigured: boolean;
  look: () => Promise<Finding[]>;
}

/** One system's findings. */
export interface Section {
  name: string;
  title: string;
  where: string;
  isConfigured: boolean;
  findings: Finding[];
  ms: number;
}
export interface Diagnosis {
  sections: Section[];
  counts: Record<Finding['level'], number>;
}

/** A system that doesn't answer costs its own lines, and not the others' (OP-2: in a minute). */
const PATIENCE_MS = 30_000;
/** What a source's own questions may take, within that patience; the look-up of twenty contacts is most of it. */
export const LOOK_MS = 28_000;

/**
 * Looks at everything at once and changes nothing. A check that throws is a line that says so.
 * @param only names, comma-separated; undefined: all
 */
export async function diagnose(checks: readonly Check[], only?: string): Promise<Diagnosis> {
  const names = only?.split(',').map((name) => name.trim());
  const unknown = names?.find((name) => !checks.some((check) => check.name === name));
  if (unknown !== undefined)
    throw new Error(`There is no check "${unknown}": one of ${checks.map(({ name }) => name).join(', ')}`);
  const sections = await Promise.all(checks.filter(({ name }) => names?.includes(name) ?? true).map(sectionOf));
  const counts = { ok: 0, warn: 0, fail: 0 };
  for (const { level } of sections.flatMap(({ findings }) => findings)) counts[level]++;
  return { sections, counts };
}

async function sectionOf({ name, title, where, isConfigured, look }: Check): Promise<Section> {
  const started = performance.now();
  const findings = isConfigured ? await inTime(name, look) : [];
  return { name, title, where, isConfigured, findings, ms: Math.round(performance.now() - started) };
}

async function inTime(name: string, look: Check['look']): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding[]>((resolve) => {
    const text = `no answer within ${PATIENCE_MS / 1000} s`;
    timer = setTimeout(() => resolve([{ id: `${name}.answers`, level: 'fail', text }]), PATIENCE_MS);
  });
  try {
    return await Promise.race([look(), late]);
  } catch (error) {
    return [{ id: `${name}.answers`, level: 'fail', text: wordsOf(error) }];
  } finally {
    clearTimeout(timer);
  }
}

/** `fetch failed` alone helps nobody: its cause names the host or the certificate. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}

/** A source that the file names by its address, or doesn't name. */
export function sourceCheck(name: string, title: string, url: string | undefined, look: Check['look']): Check {
  return { name, title, where: url === undefined ? '' : new URL(url).host, isConfigured: url !== undefined, look };
}

/** What is wrong with the file itself, told before anything is asked. */
export function configurationCheck(plan: DeployPlan, file: string): Check {
  return {
    name: 'configuration',
    title: 'Configuration',
    where: file,
    isConfigured: true,
    look: async () => {
      if (plan.problems.length > 0) return plan.problems.map(problemFinding);
      const names = plan.localOnly.map((problem) => problem.split(' ')[0]);
      const text =
        names.length === 0
          ? 'complete: nothing in it that Twilio would refuse'
          : `complete for this machine; not to be deployed, because of ${names.join(', ')}`;
      return [{ id: 'configuration', level: 'ok', text }, auditKeyFinding(plan)];
    },
  };
}

/** The trail's hashes can only be found again by the key that they were made with. */
function auditKeyFinding({ env }: DeployPlan): Finding {
  const id = 'configuration.audit-key';
  if (env.AUDIT_KEY) return { id, level: 'ok', text: 'The audit trail’s hashes have a key of their own' };
  const text = 'AUDIT_KEY is not set: the audit trail’s hashes are keyed by AUTH_TOKEN, and lost when that is replaced';
  return { id, level: 'warn', text, mend: 'Set AUDIT_KEY: openssl rand -base64 32, and keep it' };
}

/** `NAME is wrong: what to do`. */
function problemFinding(problem: string, index: number): Finding {
  const [text = problem, ...mend] = problem.split(': ');
  return { id: `configuration.${index}`, level: 'fail', text, ...(mend.length > 0 ? { mend: mend.join(': ') } : {}) };
}
