import { loadPlugin } from '@twilio/flex-plugin';
import { InteractionHistoryPlugin } from './plugin';

loadPlugin(InteractionHistoryPlugin);
