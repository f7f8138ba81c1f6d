-- Organisations are kept apart by the database itself (facts: marketplace and security, section 6).
-- dunlin_app is a group without login. The role that the application connects as belongs to it, owns nothing and cannot bypass
-- row-level security. Where the migrating role may not create roles (some hosts give one user only), that user owns the tables and
-- FORCE makes the policies hold for it too.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app')
     AND (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
    CREATE ROLE dunlin_app NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- another database of the same cluster created it in this moment
END $$;
--> statement-breakpoint
CREATE FUNCTION app_organisation() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.organisation', true), '')::uuid $$;
--> statement-breakpoint
CREATE FUNCTION app_person() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('app.person', true), '')::uuid $$;
--> statement-breakpoint
CREATE FUNCTION app_is_system() RETURNS boolean LANGUAGE sql STABLE AS
  $$ SELECT coalesce(current_setting('app.scope', true) = 'system', false) $$;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOR t IN
    SELECT c.table_name FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.column_name = 'organisation_id'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_organisation ON %I USING (organisation_id = (SELECT app_organisation())) '
      || 'WITH CHECK (organisation_id = (SELECT app_organisation()))', t);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE organisation ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE organisation FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_organisation ON organisation
  USING (id = (SELECT app_organisation())) WITH CHECK (id = (SELECT app_organisation()));
--> statement-breakpoint
-- A person finds the organisations they belong to.
CREATE POLICY own_memberships ON membership FOR SELECT USING (person_id = (SELECT app_person()));
--> statement-breakpoint
CREATE POLICY member_of ON organisation FOR SELECT
  USING (id IN (SELECT m.organisation_id FROM membership m WHERE m.person_id = (SELECT app_person())));
--> statement-breakpoint
-- Work across organisations (relay, sweeps, finding whose company a webhook names) sees only these, and only to find out which
-- organisation to enter next.
CREATE POLICY system_work ON outbox USING ((SELECT app_is_system())) WITH CHECK ((SELECT app_is_system()));
--> statement-breakpoint
CREATE POLICY system_look ON organisation FOR SELECT USING ((SELECT app_is_system()));
--> statement-breakpoint
CREATE POLICY system_look ON connection FOR SELECT USING ((SELECT app_is_system()));
--> statement-breakpoint
CREATE FUNCTION outbox_wake() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM pg_notify('outbox', ''); RETURN NULL; END $$;
--> statement-breakpoint
CREATE TRIGGER outbox_wake AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION outbox_wake();
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT USAGE ON SCHEMA public TO dunlin_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO dunlin_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dunlin_app;
    -- History cannot be rewritten by the application.
    REVOKE UPDATE, DELETE ON activity, decision, evidence, rule_version FROM dunlin_app;
  END IF;
END $$;
