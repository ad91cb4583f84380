export interface BillingOrder {
  id: number;
  client: number;
  status: 'Pending' | 'Active' | 'Cancelled';
  services: BillingService[];
}
interface BillingService {
  id: number;
  product: number;
  domain: string;
  cycle: string;
  quantity: number;
  /** As PHP's `serialize` wrote them. */
  options: string;
}
type Answer = Record<string, unknown>;

const CYCLES = ['free', 'onetime', 'monthly', 'quarterly', 'semiannually', 'annually', 'biennially', 'triennially'];
const PAYMENT_METHODS = ['mailin', 'banktransfer'];
/** What the seeds of Salesforce sell, by WHMCS's number. */
const PRODUCTS = { first: 11, last: 19 };

/** The four actions that the product uses (developers.whmcs.com/api-reference), and what WHMCS answers where something isn't right. */
export class Actions {
  readonly orders: BillingOrder[] = [];
  /** Those that the seeds of Salesforce name. */
  readonly clients = new Set([45, 46, 47, 48]);
  private lastOrder = 7000;
  private lastService = 48_500;

  /** Null: an action that nobody taught this stand-in. */
  run(action: string, form: URLSearchParams): Answer | null {
    switch (action) {
      case 'AddOrder':
        return this.addOrder(form);
      case 'AcceptOrder':
        return this.acceptOrder(form);
      case 'GetOrders':
        return this.getOrders(form);
      case 'GetClientsProducts':
        return this.getClientsProducts(form);
      default:
        return null;
    }
  }

  /** What an administrator sees of it. */
  page(): string {
    const rows = this.orders.map(
      ({ id, client, status, services }) =>
        `<tr><td>${id}<td>${client}<td>${status}<td>${services.map((one) => `${one.id}: product ${one.product}, ${one.cycle}`).join('<br>')}`,
    );
    return `<!DOCTYPE html><html lang="en"><title>WHMCS</title><style>body{font:16px sans-serif;margin:2rem}td,th{padding:.3rem 1rem;text-align:left;vertical-align:top}</style>
<h1>Orders</h1>${rows.length === 0 ? '<p>No orders yet: approve one in Salesforce.</p>' : `<table><tr><th>Order<th>Client<th>Status<th>Services${rows.join('')}</table>`}`;
  }

  private addOrder(form: URLSearchParams): Answer {
    const client = Number(form.get('clientid'));
    if (!this.clients.has(client)) return failure('Client ID Not Found');
    if (!PAYMENT_METHODS.includes(form.get('paymentmethod') ?? ''))
      return failure(`Invalid Payment Method. Valid options include ${PAYMENT_METHODS.join(',')}`);
    if (form.has('pid')) return failure("Expecting parameter 'pid' to be an array");
    const pids = listOf(form, 'pid').map(Number);
    const known = pids.filter((pid) => pid >= PRODUCTS.first && pid <= PRODUCTS.last);
    if (known.length === 0 || known.length < pids.length) return failure('No items added to cart so order cannot proceed');
    const [domains, cycles, options, amounts] = ['domain', 'billingcycle', 'configoptions', 'qty'].map((name) =>
      listOf(form, name),
    );
    if (cycles?.some((cycle) => !CYCLES.includes(cycle))) return failure('No items added to cart so order cannot proceed');
    const services = pids.map((product, at) => ({
      id: ++this.lastService,
      product,
      domain: domains?.[at] ?? '',
      cycle: cycles?.[at] ?? 'monthly',
      quantity: Number(amounts?.[at] ?? 1),
      options: Buffer.from(options?.[at] ?? '', 'base64').toString('utf8'),
    }));
    const order: BillingOrder = { id: ++this.lastOrder, client, status: 'Pending', services };
    this.orders.push(order);
    const ids = services.map(({ id }) => id).join(',');
    return {
      result: 'success',
      orderid: String(order.id),
      serviceids: ids,
      addonids: '',
      domainids: '',
      invoiceid: String(order.id),
    };
  }

  private acceptOrder(form: URLSearchParams): Answer {
    const order = this.orders.find(({ id, status }) => id === Number(form.get('orderid')) && status === 'Pending');
    if (order === undefined) return failure('Order ID not found or Status not Pending');
    order.status = 'Active';
    return { result: 'success' };
  }

  private getOrders(form: URLSearchParams): Answer {
    const [id, client] = [form.get('id'), form.get('userid')];
    const found = this.orders.filter(
      (order) => (id === null || order.id === Number(id)) && (client === null || order.client === Number(client)),
    );
    const order = found.map((one) => ({
      id: one.id,
      ordernum: 7_858_000_000 + one.id,
      userid: one.client,
      status: one.status,
      notes: '',
      lineitems: {
        lineitem: one.services.map(({ id: relid, domain, cycle }) => ({ type: 'product', relid, domain, billingcycle: cycle })),
      },
    }));
    return { ...paged(order, form), orders: { order: page(order, form) } };
  }

  private getClientsProducts(form: URLSearchParams): Answer {
    const [client, domain] = [form.get('clientid'), form.get('domain')];
    const product = this.orders
      .filter((order) => client === null || order.client === Number(client))
      .flatMap((order) => order.services.map((service) => ({ order, service })))
      .filter(({ service }) => domain === null || service.domain === domain)
      .map(({ order, service }) => ({
        id: String(service.id),
        qty: String(service.quantity),
        clientid: String(order.client),
        orderid: String(order.id),
        pid: String(service.product),
        domain: service.domain,
        status: order.status,
        // WHMCS hands these out to whoever may call it
        password: 'xxxxxxxx',
      }));
    const shown = page(product, form);
    return { ...paged(product, form), clientid: client, domain, products: shown.length === 0 ? '' : { product: shown } };
  }
}

const failure = (message: string): Answer => ({ result: 'error', message });

function page<T>(all: readonly T[], form: URLSearchParams): T[] {
  const start = Number(form.get('limitstart') ?? 0);
  return all.slice(start, start + Number(form.get('limitnum') ?? 25));
}
const paged = (all: readonly unknown[], form: URLSearchParams): Answer => ({
  result: 'success',
  totalresults: all.length,
  startnumber: Number(form.get('limitstart') ?? 0),
  numreturned: page(all, form).length,
});

/** `pid[0]=1&pid[1]=2`, as PHP reads it. */
const listOf = (form: URLSearchParams, name: string): string[] =>
  [...form].flatMap(([key, value]) => (new RegExp(`^${name}\\[\\d*\\]$`).test(key) ? [value] : []));
