-- Makes the look-up by e-mail address quick, and the contacts of an account. Run once on the master, by the owner of the tables;
-- `npm run deploy:master` does it CONCURRENTLY.

CREATE INDEX IF NOT EXISTS contact_account ON contact (account_number);
CREATE INDEX IF NOT EXISTS account_email ON account (lower(email));
CREATE INDEX IF NOT EXISTS contact_email ON contact (lower(email));
