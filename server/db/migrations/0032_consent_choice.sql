CREATE TABLE "consent_choice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"consenter_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"access_sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "consent_attempt" ADD COLUMN "adder_id" uuid;--> statement-breakpoint
CREATE INDEX "consent_choice_expires" ON "consent_choice" USING btree ("expires_at");
--> statement-breakpoint
ALTER TABLE consent_choice ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE consent_choice FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Belongs to no organisation; only the person who chooses sees it.
CREATE POLICY own_choice ON consent_choice USING (person_id = (SELECT app_person())) WITH CHECK (person_id = (SELECT app_person()));
--> statement-breakpoint
-- What nobody chose from in time is destroyed, whoever's it is.
CREATE POLICY system_work ON consent_choice USING ((SELECT app_is_system())) WITH CHECK ((SELECT app_is_system()));
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON consent_choice TO dunlin_app;
  END IF;
END $$;
