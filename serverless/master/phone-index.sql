-- Makes phones findable in whatever notation they are stored, without touching a table or a row.
-- Run once on the master, by the owner of the tables; `npm run deploy:master` does it CONCURRENTLY.
--
-- The digits of a field, punctuation dropped, hold every number in it as an unbroken run, whatever stands before it (country
-- code, trunk prefix), after it (extension, a second number) or between. So each run of seven digits is a key, and a number is
-- looked up by its own last seven. The Functions compare the whole numbers of the few rows found.

CREATE OR REPLACE FUNCTION interaction_history_phone_keys(VARIADIC fields text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  keys   text[] := '{}';
  field  text;
  digits text;
BEGIN
  FOREACH field IN ARRAY fields LOOP
    -- Full-width, Arabic-Indic and Persian digits are digits.
    digits := regexp_replace(
      translate(coalesce(field, ''), '０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹', '012345678901234567890123456789'),
      '[^0-9]', '', 'g');
    FOR at IN 1 .. length(digits) - 6 LOOP
      keys := keys || substr(digits, at, 7);
    END LOOP;
  END LOOP;
  RETURN keys;
END
$$;

CREATE INDEX IF NOT EXISTS account_phone_keys ON account
  USING gin (interaction_history_phone_keys(phone, mobile_phone, other_phone));
CREATE INDEX IF NOT EXISTS contact_phone_keys ON contact
  USING gin (interaction_history_phone_keys(phone, mobile_phone, home_phone));
