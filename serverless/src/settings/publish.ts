import type { PublishSettingsResponse } from '@interaction-history/shared/src/contract/settings';
import type { RequestContext } from '../context';
import type { RequestOf } from '../runtime/context';
import { onFirestore } from '../vendors/firestore/client';
import { publishRevision } from '../versioned/publish';
import { toRevision } from '../versioned/revisions';
import { forgetSettings, overlay } from './effective-config';
import { SETTINGS, settingsOf } from './published-settings';
import { settingIssues } from './setting-issues';

/**
 * Publishes the settings, whole; refused when someone has published since `baseVersion`, or when one names what isn't there.
 * Earlier settings are restored by publishing them again: a revision holds them whole, and nothing else depends on them.
 */
export async function publish(request: RequestOf<'settings/publish'>, ctx: RequestContext): Promise<PublishSettingsResponse> {
  const { settings, ...publication } = request;
  const published = await onFirestore(ctx.deadline, async () =>
    publishRevision(
      await ctx.clients.firestore(),
      SETTINGS,
      {
        ...publication,
        issues: (current) => settingIssues(settings, current?.settings ?? {}, ctx),
        content: () => ({ settings }),
      },
      ctx,
    ),
  );
  if (published.outcome === 'invalid') return published;
  if (published.outcome === 'stale') {
    const { current } = published;
    return { outcome: 'stale', current: current.settings, version: current.version, by: toRevision(current) };
  }
  forgetSettings(ctx.clients);
  const effective = settingsOf(overlay(ctx.deployed, settings));
  return { outcome: 'published', revision: toRevision(published.document), effective };
}
