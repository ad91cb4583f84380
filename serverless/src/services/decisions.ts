import { STAFF_DECISIONS, type ServiceAction } from '@interaction-history/shared/src/services/states';
import type { RequestContext } from '../context';

/** Whether the worker may decide what staff decide: by a role, else by a skill, as the settings name them (SV-2). @throws UpstreamError taskrouter */
export async function decides(ctx: RequestContext): Promise<boolean> {
  const { serviceDecisionRoles: roles, serviceDecisionSkills: skills } = ctx.config;
  if (ctx.worker.roles.some((role) => roles.includes(role))) return true;
  if (skills.length === 0) return false;
  const own = await ctx.clients.taskrouter.workerSkills(ctx.worker.sid, ctx.deadline);
  return own.some((skill) => skills.includes(skill));
}

export const isDecision = (action: ServiceAction): boolean => STAFF_DECISIONS.has(action);
