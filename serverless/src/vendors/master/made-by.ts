/** What the product's SQL files make, by file. A missing function stops look-ups; without its index each one reads every row. */
export const MADE_BY = {
  'phone-index.sql': {
    functions: ['interaction_history_phone_keys'],
    indexes: ['account_phone_keys', 'contact_phone_keys'],
  },
  'name-index.sql': {
    functions: ['interaction_history_fold', 'interaction_history_text_keys', 'interaction_history_code'],
    indexes: [
      'account_name_keys',
      'contact_name_keys',
      'account_email_keys',
      'contact_email_keys',
      'account_number_code',
      'account_billing_postal_code',
    ],
  },
  'lookup-index.sql': { functions: [], indexes: ['contact_account', 'account_email', 'contact_email'] },
} as const;

/** The columns of master/schema.sql, all of which are read. */
export const COLUMNS = {
  account: [
    'account_number',
    'name',
    'phone',
    'mobile_phone',
    'other_phone',
    'email',
    ...['billing', 'service'].flatMap((kind) =>
      ['street', 'city', 'state', 'postal_code', 'country'].map((part) => `${kind}_${part}`),
    ),
    'segment',
    'account_type',
    'status',
    'language',
    'services',
    'billing_cycle',
    'payment_method',
    'amount_due',
    'last_payment_amount',
    'last_payment_date',
    'primary_contact_id',
  ],
  contact: [
    'contact_id',
    'account_number',
    'first_name',
    'last_name',
    'full_name',
    'email',
    'phone',
    'mobile_phone',
    'home_phone',
  ],
} as const;
