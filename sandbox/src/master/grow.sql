-- Customers $1 … $2 of a large master, one in seven without a contact, in the source systems' notations. Made by the database itself:
-- a million rows as JSON would not fit through one parameter.
WITH person AS (
  SELECT n,
         lpad(((2000000 + n::bigint * 613) % 10000000)::text, 7, '0') AS digits,
         (ARRAY['Olivia','Haruto','Nadia','Piotr','Eleni','Anastasia','Min-jun','Zoë','Arjun','Lúcia','Wei','Jürgen','Noa','Siobhán','Tomás','Ngọc'])[1 + n % 16] AS first,
         (ARRAY['Bennett','Suzuki','Haddad','Wiśniewski','Papadopoulou','Volkova','Kim','O''Neill','Mehta','Gonçalves','Chen','Groß','Levi','Byrne','Núñez','Trần'])[1 + n / 16 % 16] AS last,
         n % 5 >= 3 AS business,
         n % 7 <> 0 AS with_contact
    FROM generate_series($1::int, $2::int) AS n
), customer AS (
  SELECT *, substr(digits, 1, 3) AS exchange, substr(digits, 4) AS line FROM person
), made AS (
  INSERT INTO account (account_number, name, phone, mobile_phone, email, billing_street, billing_city, billing_state,
                       billing_postal_code, billing_country, segment, account_type, status, language, services, amount_due,
                       primary_contact_id)
  SELECT 'B-' || n,
         CASE WHEN business THEN last || ' Trading ' || n ELSE first || ' ' || last END,
         CASE n % 3 WHEN 0 THEN format('(530) %s-%s', exchange, line) WHEN 1 THEN format('+1 530 %s %s', exchange, line) END,
         CASE n % 3 WHEN 2 THEN format('530.%s.%s x%s', exchange, line, n % 100) END,
         'm' || n || '@master.example',
         (100 + n % 900) || ' Market St',
         (ARRAY['San Francisco','Oakland','San Jose','Sacramento','Fresno'])[1 + n % 5],
         'CA', lpad((90000 + n % 6000)::text, 5, '0'), 'United States',
         CASE WHEN business THEN 'Business' ELSE 'Private' END, 'Customer', CASE WHEN n % 13 = 0 THEN 'Suspended' ELSE 'Active' END,
         'English', 'Home fibre 500 Mbps', n * 37 % 200, CASE WHEN with_contact THEN 'L-' || n END
    FROM customer
)
INSERT INTO contact (contact_id, account_number, first_name, last_name, email, phone, mobile_phone)
SELECT 'L-' || n, 'B-' || n, first, last, 'k' || n || '@master.example',
       CASE n % 2 WHEN 0 THEN format('916-%s-%s', exchange, line) END, CASE n % 2 WHEN 1 THEN format('1-916-%s-%s', exchange, line) END
  FROM customer WHERE with_contact
