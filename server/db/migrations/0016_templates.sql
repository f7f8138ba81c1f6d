CREATE TABLE "template" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"texts" jsonb NOT NULL,
	"based_on" text,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "template_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "template_test" (
	"organisation_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "template_test_organisation_id_key_pk" PRIMARY KEY("organisation_id","key")
);
--> statement-breakpoint
CREATE TABLE "template_version" (
	"organisation_id" uuid NOT NULL,
	"template_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"texts" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "template_version_organisation_id_template_id_version_pk" PRIMARY KEY("organisation_id","template_id","version")
);
--> statement-breakpoint
ALTER TABLE "template_version" ADD CONSTRAINT "template_version_organisation_id_template_id_template_organisation_id_id_fk" FOREIGN KEY ("organisation_id","template_id") REFERENCES "public"."template"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "template_test_asked" ON "template_test" USING btree ("organisation_id","asked_at");
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['template', 'template_version', 'template_test'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_organisation ON %I USING (organisation_id = (SELECT app_organisation())) '
      || 'WITH CHECK (organisation_id = (SELECT app_organisation()))', t);
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
      EXECUTE format('GRANT SELECT, INSERT ON %I TO dunlin_app', t);
    END IF;
  END LOOP;
  -- Versions cannot be rewritten by the application; a template is deleted by a mark.
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT UPDATE ON template TO dunlin_app;
    GRANT DELETE ON template_test TO dunlin_app;
  END IF;
END $$;
