"""The two SQL functions that text search stands on; unqualified, so that a company lives in any one schema."""

NORMAL = r"""
CREATE OR REPLACE FUNCTION gendan_normal(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT regexp_replace(lower(normalize(value, NFKC)), '[\s()\[\]{}【】《》「」·•,，.。、\-_/&''"“”‘’:：;；!！?？]', '', 'g') $$
"""

DOUBLED = r"""
CREATE OR REPLACE FUNCTION gendan_doubled(value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT regexp_replace(
    regexp_replace(lower(normalize(value, NFKC)), '[\s()\[\]{}【】《》「」·•,，.。、\-_/&''"“”‘’:：;；!！?？]', '', 'g'),
    '(.)', '\1\1', 'g') $$
"""
