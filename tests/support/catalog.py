"""Everything a schema is, read from the server's catalog, with the schema's and role's names taken out."""

from __future__ import annotations

import psycopg

from shared_apps.tenancy.names import role_for

QUERIES = {
    "tables": """
        SELECT relname, relkind::text, relpersistence::text, relhasrules, relrowsecurity, reloptions::text,
               relreplident::text, amname FROM pg_class LEFT JOIN pg_am ON pg_am.oid = relam
         WHERE relnamespace = %(schema)s::regnamespace""",
    "columns": """
        SELECT c.relname, a.attname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum),
               format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text, a.attgenerated::text,
               a.attcollation::regcollation::text, a.attstorage::text, pg_get_expr(d.adbin, d.adrelid)
          FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind = 'r'""",
    "constraints": """
        SELECT c.relname, n.conname, n.contype::text, n.condeferrable, n.condeferred, n.convalidated,
               pg_get_constraintdef(n.oid), i.relname
          FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid LEFT JOIN pg_class i ON i.oid = n.conindid
         WHERE n.connamespace = %(schema)s::regnamespace""",
    "indexes": """
        SELECT x.relname, pg_get_indexdef(i.indexrelid), i.indisunique, i.indisprimary, i.indisvalid,
               i.indisclustered, i.indisreplident, x.reloptions::text
          FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
         WHERE x.relnamespace = %(schema)s::regnamespace""",
    "sequences": """
        SELECT sequencename, data_type::text, start_value, min_value, max_value, increment_by, cycle, cache_size
          FROM pg_sequences WHERE schemaname = %(schema)s""",
    "grants": """
        SELECT c.relname, coalesce(g.rolname, 'PUBLIC'), a.privilege_type, a.is_grantable, o.rolname
          FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner,
               aclexplode(c.relacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
         WHERE c.relnamespace = %(schema)s::regnamespace""",
    "schema grants": """
        SELECT coalesce(g.rolname, 'PUBLIC'), a.privilege_type, a.is_grantable
          FROM pg_namespace n, aclexplode(n.nspacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
         WHERE n.nspname = %(schema)s""",
    "default grants": """
        SELECT d.defaclobjtype::text, g.rolname, a.privilege_type
          FROM pg_default_acl d, aclexplode(d.defaclacl) a LEFT JOIN pg_roles g ON g.oid = a.grantee
         WHERE d.defaclnamespace = %(schema)s::regnamespace""",
    "role": """
        SELECT r.rolcanlogin, r.rolinherit, r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolbypassrls,
               m.rolname, am.admin_option, am.inherit_option, am.set_option
          FROM pg_roles r LEFT JOIN pg_auth_members am ON am.roleid = r.oid LEFT JOIN pg_roles m ON m.oid = am.member
         WHERE r.rolname = %(role)s""",
    "comments": """
        SELECT c.relname, d.objsubid, d.description FROM pg_description d JOIN pg_class c ON c.oid = d.objoid
         WHERE c.relnamespace = %(schema)s::regnamespace AND d.classoid = 'pg_class'::regclass""",
    "other objects": """
        SELECT 'trigger', tgname::text FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
         WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
         UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = %(schema)s::regnamespace
         UNION ALL SELECT 'type', typname FROM pg_type
                    WHERE typnamespace = %(schema)s::regnamespace AND typtype NOT IN ('b', 'c')""",
}


def catalog_of(connection: psycopg.Connection, schema: str) -> dict[str, list[str]]:
    """Return every object of a schema, kind by kind, as sorted texts."""
    role = role_for(schema, connection.info.dbname)
    found = {}
    for kind, query in QUERIES.items():
        rows = connection.execute(query, {"schema": schema, "role": role}).fetchall()
        found[kind] = sorted(repr(row).replace(role, "<role>").replace(schema, "<schema>") for row in rows)
    return found
