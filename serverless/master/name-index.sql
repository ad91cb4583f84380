-- Makes names, e-mail addresses, customer numbers and postal codes findable in part, whatever their case, accents, width or
-- kana, without touching a table or a row. Run once on the master (PostgreSQL 13 or newer, encoding UTF8), by the owner
-- of the tables; `npm run deploy:master` does it CONCURRENTLY.
--
-- Own keys rather than pg_trgm: under the C locale pg_trgm drops every letter beyond ASCII, and it has no key for the two
-- characters that most Japanese family names have. See docs/decisions/0008-search-asks-for-a-superset-and-ranks-by-one-rule.md.

-- As `folded` in shared/src/customers/search-text.ts: change both, then REINDEX the four indexes of names and e-mail addresses.
CREATE OR REPLACE FUNCTION interaction_history_fold(field text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    -- ASCII alone: most names, and many times faster
    WHEN octet_length(field) = length(field) THEN translate(lower(field), '''`', '')
    ELSE translate(
    replace(replace(replace(replace(
      -- Capitals by hand: lower() knows them only where the locale does.
      translate(
        lower(normalize(regexp_replace(normalize(regexp_replace(
          -- Compatibility forms of these three begin with a space, which would part a word.
          translate(coalesce(field, ''), '゛゜´', chr(12441) || chr(12442)),
          '[\u00AD\u034F\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF]', '', 'g'), NFKD),
          -- Accents, Hebrew and Arabic vowel signs, hamza, tatweel, nukta.
          '[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0640\u064B-\u065F\u0670\u093C]', '', 'g'), NFC)),
        'ÆÐØÞĐĦŁŊŒŦƁƂƄƆƇƉƊƋƎƏƐƑƓƔƖƗƘƜƝƟƢƤƦƧƩƬƮƱƲƳƵƷƸƼǤǶǷȜȠȢȤȺȻȽȾɁɃɄɅɆɈɊɌɎͰͲͶͿΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧ'
        'ΨΩϏϘϚϜϞϠϢϤϦϨϪϬϮϷϺϽϾϿЂЄЅІЈЉЊЋЏАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯѠѢѤѦѨѪѬѮѰѲѴѸѺѼѾҀҊҌҎҐҒҔҖҘҚҜҞҠҢҤ'
        'ҦҨҪҬҮҰҲҴҶҸҺҼҾӀӃӅӇӉӋӍӔӘӠӨӶӺӼӾԀԂԄԆԈԊԌԎԐԒԔԖԘԚԜԞԠԢԤԦԨԪԬԮԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ'
        'ᲐᲑᲒᲓᲔᲕᲖᲗᲘᲙᲚᲛᲜᲝᲞᲟᲠᲡᲢᲣᲤᲥᲦᲧᲨᲩᲪᲫᲬᲭᲮᲯᲰᲱᲲᲳᲴᲵᲶᲷᲸᲹᲺᲽᲾᲿẞς',
        'æðøþđħłŋœŧɓƃƅɔƈɖɗƌǝəɛƒɠɣɩɨƙɯɲɵƣƥʀƨʃƭʈʊʋƴƶʒƹƽǥƕƿȝƞȣȥⱥȼƚⱦɂƀʉʌɇɉɋɍɏͱͳͷϳαβγδεζηθικλμνξοπρστυφχ'
        'ψωϗϙϛϝϟϡϣϥϧϩϫϭϯϸϻͻͼͽђєѕіјљњћџабвгдежзиклмнопрстуфхцчшщъыьэюяѡѣѥѧѩѫѭѯѱѳѵѹѻѽѿҁҋҍҏґғҕҗҙқҝҟҡңҥ'
        'ҧҩҫҭүұҳҵҷҹһҽҿӏӄӆӈӊӌӎӕәӡөӷӻӽӿԁԃԅԇԉԋԍԏԑԓԕԗԙԛԝԟԡԣԥԧԩԫԭԯաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ'
        'აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶჷჸჹჺჽჾჿßσ'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    -- The last are apostrophes, which go.
    'øłđðıħŧٱىیکةァアィイゥウェエォオカガキギクグケゲコゴサザシジスズセゼソゾタダチヂッツヅテデトドナニヌネノハバパヒビピフブプヘベペホボポマミムメモャヤュユョヨラリルレロヮワヰヱヲンヴヵヶ''`‘’‛ʼʻʾʿ′՚׳ꞌ',
    'olddihtاييكهぁあぃいぅうぇえぉおかがきぎくぐけげこごさざしじすずせぜそぞただちぢっつづてでとどなにぬねのはばぱひびぴふぶぷへべぺほぼぽまみむめもゃやゅゆょよらりるれろゎわゐゑをんゔゕゖ')
  END
$$;

-- The keys of a text: of each word the whole, its first one and two characters, every run of three, and where the script is not Latin,
-- Greek, Cyrillic or Armenian, every character and every pair. Spaces between CJK characters go.
CREATE OR REPLACE FUNCTION interaction_history_text_keys(VARIADIC fields text[]) RETURNS text[]
-- Index builds and ANALYZE run with an empty search_path since PostgreSQL 17, and this calls a function of ours.
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
DECLARE
  keys  text[] := '{}';
  field text;
  word  text;
BEGIN
  FOREACH field IN ARRAY fields LOOP
    CONTINUE WHEN field IS NULL;
    FOREACH word IN ARRAY regexp_split_to_array(
      regexp_replace(interaction_history_fold(field),
        '([\u2E80-\u9FFF\uAC00-\uFFFF])[ \u3000\u30FB]+(?=[\u2E80-\u9FFF\uAC00-\uFFFF])', '\1', 'g'),
      '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u3004\u3006\u3008-\u303F\u30FB]+')
    LOOP
      CONTINUE WHEN word = '';
      keys := keys || ('=' || word) || ('^' || left(word, 1)) || ('^' || left(word, 2));
      FOR at IN 1 .. length(word) - 2 LOOP
        keys := keys || substr(word, at, 3);
      END LOOP;
      IF word ~ '[^\u0001-\u058F]' THEN
        FOR at IN 1 .. length(word) LOOP
          keys := keys || substr(word, at, 1) || substr(word, at, 2);
        END LOOP;
      END IF;
    END LOOP;
  END LOOP;
  RETURN keys;
END
$$;

-- A customer number or postal code without its punctuation: c20714, 1000005.
CREATE OR REPLACE FUNCTION interaction_history_code(field text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT regexp_replace(interaction_history_fold(field),
    '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u3004\u3006\u3008-\u303F\u30FB]+', '', 'g')
$$;

CREATE INDEX IF NOT EXISTS account_name_keys ON account USING gin (interaction_history_text_keys(name));
CREATE INDEX IF NOT EXISTS contact_name_keys ON contact USING gin (interaction_history_text_keys(first_name, last_name, full_name));
CREATE INDEX IF NOT EXISTS account_email_keys ON account USING gin (interaction_history_text_keys(email));
CREATE INDEX IF NOT EXISTS contact_email_keys ON contact USING gin (interaction_history_text_keys(email));
CREATE INDEX IF NOT EXISTS account_number_code ON account (interaction_history_code(account_number) text_pattern_ops);
CREATE INDEX IF NOT EXISTS account_billing_postal_code ON account (interaction_history_code(billing_postal_code) text_pattern_ops);
