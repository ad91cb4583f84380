import { isDeepStrictEqual } from 'node:util';
import { TwilioApi, type Account } from './twilio-api';

const CONFIGURATION = 'https://flex-api.twilio.com/v1/Configuration';

interface Configuration {
  ui_version: string;
  ui_attributes: Record<string, unknown> | null;
}
type Attributes = Record<string, unknown>;

/** What would change in the Flex configuration's `ui_attributes`. */
export interface ConfigurationChange {
  /** Our key as it is, and as it will be. */
  before: Attributes | null;
  after: Attributes;
  /** Keys of others, which stay. */
  others: number;
  isNeeded: boolean;
}

/** Flex tells the plugin where the Functions are: `ui_attributes.interactionHistory.functionsUrl`. */
export class FlexConfiguration {
  private readonly api: TwilioApi;

  constructor(private readonly account: Account) {
    this.api = new TwilioApi(account);
  }

  async read(): Promise<{ uiVersion: string; attributes: Attributes }> {
    const { ui_version, ui_attributes } = await this.api.get<Configuration>(CONFIGURATION);
    return { uiVersion: ui_version, attributes: ui_attributes ?? {} };
  }

  async compare(functionsUrl: string): Promise<ConfigurationChange> {
    const { attributes } = await this.read();
    const before = oursIn(attributes);
    const after = { ...before, functionsUrl };
    const others = Object.keys(attributes).filter((key) => key !== 'interactionHistory').length;
    return { before, after, others, isNeeded: !isSame(before, after) };
  }

  /**
   * Twilio replaces `ui_attributes` whole, so they are fetched again, merged and posted at once; then compared: another person's
   * change in that moment would be lost, and is told.
   * @throws Error when what is stored then is not what was posted
   */
  async set(functionsUrl: string): Promise<void> {
    const { attributes } = await this.read();
    const merged = { ...attributes, interactionHistory: { ...oursIn(attributes), functionsUrl } };
    await this.api.post(CONFIGURATION, JSON.stringify({ account_sid: this.account.accountSid, ui_attributes: merged }));
    if (!isSame((await this.read()).attributes, merged))
      throw new Error('The Flex configuration is not what was sent: somebody else changed it in the same moment. Run it again');
  }
}

/** The order of keys is no difference. */
const isSame = (a: unknown, b: unknown): boolean => isDeepStrictEqual(copy(a), copy(b));
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function oursIn({ interactionHistory: ours }: Attributes): Attributes | null {
  return typeof ours === 'object' && ours !== null && !Array.isArray(ours) ? (ours as Attributes) : null;
}
