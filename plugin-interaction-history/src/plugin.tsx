import * as React from 'react';
import type * as Flex from '@twilio/flex-ui';
import { FlexPlugin } from '@twilio/flex-plugin';
import { Box } from '@twilio-paste/core/box';
import { callerOf } from '@interaction-history/shared/src/identity';
import type { Endpoints } from '@interaction-history/shared/src/contract/endpoints';
type X = Endpoints;
export class InteractionHistoryPlugin extends FlexPlugin {
  constructor() {
    super('InteractionHistoryPlugin');
  }
  init(flex: typeof Flex, manager: Flex.Manager): void {
    const x: X | null = null;
    flex.TaskCanvasTabs.Content.add(<flex.Tab key="ih" uniqueName="interaction-history" label="Customer"><Box padding="space60">{String(x)}{JSON.stringify(callerOf('voice', {}))}</Box></flex.Tab>, {sortOrder: -1});
  }
}
