/** What a describe tells of an object (REST API guide, "sObject Describe"), as far as it matters to us. */
export interface ObjectDescribe {
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
  fields: ReadonlyMap<string, FieldDescribe>;
}
export interface FieldDescribe {
  name: string;
  type: string;
  createable: boolean;
  updateable: boolean;
  filterable: boolean;
  externalId: boolean;
  picklistValues: { value: string; active: boolean }[];
}
/** Object → what the integration user sees of it. */
export type OrgDescribe = ReadonlyMap<string, ObjectDescribe>;

/** After this the org is taken for whole again: what was deployed meanwhile is used without a restart. */
const KEPT_MS = 15 * 60_000;
/** A refusal sooner than this after a describe is no matter of what the org has. */
const FRESH_MS = 10_000;
/** Of the terms of a search, where Salesforce says that they are too many. */
const LEAST_SHARE = 1 / 16;

/** "Status codes and error responses" in the REST API guide. INVALID_FIELD is also the answer to a filter by an encrypted field. */
const LACKING: ReadonlySet<string> = new Set([
  'INVALID_FIELD',
  'INVALID_TYPE',
  'INVALID_FIELD_FOR_INSERT_UPDATE',
  'INVALID_QUERY_FILTER_OPERATOR',
]);

/**
 * What an org can't do of what we ask (OP-6). Everything is asked for until Salesforce refuses; then the org is described, and asked
 * for what it has. An org that has all of it never pays for a describe.
 */
export class OrgFacts {
  private described: OrgDescribe | null = null;
  private describedAt = 0;
  private patterns = true;
  private share = 1;
  private readonly missed = new Set<string>();
  private readonly told = new Set<string>();
  private isTold = true;
  private describing: Promise<OrgDescribe> | null = null;
  private learnt = 0;

  /** Rises with everything that is learnt. */
  get revision(): number {
    return this.learnt;
  }

  /** Whether the org has an object, or `Object.Field`, and lets us see it. */
  has(name: string): boolean {
    const known = this.current();
    if (known === null) return true;
    const [object = '', field] = name.split('.');
    const has = field === undefined ? known.has(object) : known.get(object)?.fields.has(field) === true;
    if (!has) this.missed.add(name);
    return has;
  }

  /** Whether `Object.Field` may be written when a record is made. */
  writes(name: string): boolean {
    return this.has(name) && this.field(name)?.createable !== false;
  }

  /** Whether `=` and IN may ask for it: not where it is encrypted at random. */
  filters(name: string): boolean {
    return this.field(name)?.filterable !== false;
  }

  /** Whether LIKE may ask for all of them. An encrypted field that describes itself as filterable takes equality alone. */
  matchesPatterns(...names: string[]): boolean {
    return this.patterns && names.every((name) => this.filters(name));
  }

  /** How much of a search's terms the org takes, above 0 and at most 1. */
  get searchShare(): number {
    return this.share;
  }

  /**
   * Makes sense of a refusal.
   * @param since the revision that the refused attempt began with: what another has learnt meanwhile is reason enough to try again
   * @param describe asks the org, where that may tell something; once for all who wait for it
   * @returns whether the next attempt will be another one
   */
  async learnFrom(errorCode: string, since: number, describe: () => Promise<OrgDescribe>): Promise<boolean> {
    const isTooMuch = errorCode === 'QUERY_TOO_COMPLICATED';
    if (!isTooMuch && !LACKING.has(errorCode)) return false;
    if (since !== this.learnt) return true;
    if (isTooMuch) {
      if (this.share <= LEAST_SHARE) return false;
      this.share /= 2;
    } else if (this.current() === null || Date.now() - this.describedAt > FRESH_MS) {
      this.describing ??= describe().finally(() => (this.describing = null));
      const described = await this.describing;
      if (since !== this.learnt) return true;
      this.described = described;
      this.describedAt = Date.now();
      this.patterns = true;
    } else {
      if (!this.patterns) return false;
      this.patterns = false;
    }
    this.learnt++;
    return true;
  }

  /** What was left out since the last time this was asked, sorted. */
  takeMissed(): string[] {
    const names = [...this.missed].filter((name) => !this.told.has(name)).sort();
    for (const name of names) this.told.add(name);
    return this.isTold ? names : [];
  }

  /** Nothing goes to the log: a diagnosis names what is missing itself. */
  tellNothing(): void {
    this.isTold = false;
  }

  private field(name: string): FieldDescribe | undefined {
    const [object = '', field = ''] = name.split('.');
    return this.current()?.get(object)?.fields.get(field);
  }

  private current(): OrgDescribe | null {
    if (this.described !== null && Date.now() - this.describedAt > KEPT_MS) {
      this.described = null;
      this.patterns = true;
      this.share = 1;
    }
    return this.described;
  }
}
