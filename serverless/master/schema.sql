-- The customer master, as the product expects it: two tables, names in snake_case.
-- An existing master needs no change of its tables: give it views of these names and columns if its own differ.
-- Functions and indexes are in the other files, which `npm run deploy:master` runs; on tables behind views, run them by hand.

CREATE TABLE IF NOT EXISTS account (
  account_number        text PRIMARY KEY,
  name                  text NOT NULL,
  -- In whatever notation the source system had, one number or several.
  phone                 text,
  mobile_phone          text,
  other_phone           text,
  email                 text,
  billing_street        text,
  billing_city          text,
  billing_state         text,
  billing_postal_code   text,
  billing_country       text,
  service_street        text,
  service_city          text,
  service_state         text,
  service_postal_code   text,
  service_country       text,
  segment               text,
  account_type          text,
  status                text,
  language              text,
  services              text,
  billing_cycle         text,
  payment_method        text,
  amount_due            numeric(12, 2),
  last_payment_amount   numeric(12, 2),
  last_payment_date     date,
  -- Null for the accounts that have none: they must be found, too.
  primary_contact_id    text
);

CREATE TABLE IF NOT EXISTS contact (
  contact_id      text PRIMARY KEY,
  account_number  text NOT NULL REFERENCES account (account_number),
  first_name      text,
  last_name       text,
  -- The name as the customer writes it, where that is not first name and last name: 山本 彩
  full_name       text,
  email           text,
  phone           text,
  mobile_phone    text,
  home_phone      text
);
