import { deadlineIn } from '../../runtime/deadline';
import { timings } from '../../runtime/timings';
import { send, TransportError, type HttpAnswer } from '../salesforce/transport';
import { BillingError } from './billing-error';
import { phpArray } from './php-array';

export interface BillingConfig {
  /** Where WHMCS is installed: https://billing.example.com, or with a folder. */
  url: string;
  identifier: string;
  secret: string;
  /** Lets in an address that WHMCS doesn't know; null: none. */
  accessKey: string | null;
  /** In WHMCS's own words, such as `mailin`. */
  paymentMethod: string;
}
export interface BillingLine {
  product: number;
  quantity: number;
  cycle: 'monthly' | 'annually' | 'onetime';
  options: Readonly<Record<string, string | number>>;
}
/** An order as it stands in the billing system; services in the order of their numbers. */
export interface BillingOrder {
  id: number;
  services: { id: number; product: number }[];
}
type Parameters = Record<string, string | number>;
type Answer = Record<string, unknown>;

/**
 * WHMCS by its API (developers.whmcs.com/api): form POST, JSON back. WHMCS knows no idempotency key: an order is found again by the
 * domain of its products, which AddOrder takes and GetClientsProducts searches by (decision 71).
 * @throws BillingError from every method
 */
export class WhmcsClient {
  constructor(private readonly config: BillingConfig) {}

  /** What stands under a key; null: nothing. */
  async find(clientId: number, key: string): Promise<BillingOrder | null> {
    const { products } = await this.call('GetClientsProducts', { clientid: clientId, domain: key, limitnum: 250 });
    const found = listIn(products, 'product')
      // the search may be looser than a key: only the very one counts
      .filter((product) => String(product.domain).toLowerCase() === key)
      .map((product) => ({ id: Number(product.id), product: Number(product.pid), order: Number(product.orderid) }));
    const [first] = found.sort((one, other) => one.id - other.id);
    if (first === undefined) return null;
    return {
      id: first.order,
      services: found.filter(({ order }) => order === first.order).map(({ id, product }) => ({ id, product })),
    };
  }

  /** Adds an order under a key; it is pending until it is accepted. */
  async add(clientId: number, key: string, lines: readonly BillingLine[]): Promise<void> {
    const isMany = lines.some(({ quantity }) => quantity > 1);
    const parts = lines.map(({ product, quantity, cycle, options }, at): Parameters => ({
      [`pid[${at}]`]: product,
      [`domain[${at}]`]: key,
      [`billingcycle[${at}]`]: cycle,
      ...(isMany ? { [`qty[${at}]`]: quantity } : {}),
      ...(Object.keys(options).length > 0 ? { [`configoptions[${at}]`]: phpArray(options) } : {}),
    }));
    const order = { clientid: clientId, paymentmethod: this.config.paymentMethod };
    await this.call('AddOrder', Object.assign({}, order, ...parts) as Parameters);
  }

  /** Such as Pending, Active, Cancelled, Fraud; null: there is no such order. */
  async status(order: number): Promise<string | null> {
    const { orders } = await this.call('GetOrders', { id: order });
    const found = listIn(orders, 'order').find(({ id }) => Number(id) === order);
    return found === undefined ? null : String(found.status);
  }

  /** Has a pending order set up as its products say. */
  async accept(order: number): Promise<void> {
    await this.call('AcceptOrder', { orderid: order });
  }

  private async call(action: string, parameters: Parameters): Promise<Answer> {
    const { url, identifier, secret, accessKey } = this.config;
    const body = new URLSearchParams({
      action,
      identifier,
      secret,
      ...(accessKey === null ? {} : { accesskey: accessKey }),
      responsetype: 'json',
      ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
    }).toString();
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      accept: 'application/json',
    };
    const address = `${url.replace(/\/$/, '')}/includes/api.php`;
    const call = { method: 'POST', url: address, headers, body };
    const answer = await send(call, deadlineIn(timings.billingCall), true).catch((error: unknown) => {
      if (!(error instanceof TransportError)) throw error;
      const words = error.kind === 'timeout' ? 'The billing system isn’t responding' : 'The billing system can’t be reached';
      throw new BillingError('later', words, { cause: error });
    });
    return read(answer);
  }
}

function read({ statusCode, body }: HttpAnswer): Answer {
  if (statusCode === 401 || statusCode === 403)
    throw new BillingError('later', `The billing system refused the log-in (${statusCode})`);
  if (statusCode !== 200) throw new BillingError('later', `The billing system failed (${statusCode})`);
  const answer = parsed(body);
  if (answer === null) throw new BillingError('later', 'The billing system gave an answer that can’t be read');
  if (answer.result === 'success') return answer;
  const message = typeof answer.message === 'string' ? answer.message : 'no reason given';
  throw new BillingError('refused', `The billing system refused: ${message.slice(0, 180)}`);
}

function parsed(body: string): Answer | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'result' in value ? value : null;
  } catch {
    return null;
  }
}

/** WHMCS writes a list as `{product: […]}`, and an empty one as that, as an empty text or as an empty list. */
function listIn(list: unknown, name: string): Answer[] {
  const items = (list as Record<string, unknown> | null | undefined)?.[name];
  return Array.isArray(items) ? (items as Answer[]) : [];
}
