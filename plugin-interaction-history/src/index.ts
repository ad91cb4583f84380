import * as FlexPlugin from '@twilio/flex-plugin';
import { InteractionHistoryPlugin } from './plugin';

// Called through the namespace: Twilio's plugin CLI searches this file for that call and refuses to deploy without exactly one.
FlexPlugin.loadPlugin(InteractionHistoryPlugin);
