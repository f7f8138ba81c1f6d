CREATE TABLE "sending_run" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"wanted" jsonb NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"total" integer NOT NULL,
	"leaves_at" timestamp with time zone NOT NULL,
	"looked_at_id" text DEFAULT '' NOT NULL,
	"prepared_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancelled_by" text,
	CONSTRAINT "sending_run_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "sending_run_left_out" (
	"organisation_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"invoice_id" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "sending_run_left_out_organisation_id_run_id_invoice_id_pk" PRIMARY KEY("organisation_id","run_id","invoice_id")
);
--> statement-breakpoint
ALTER TABLE "delivery" ALTER COLUMN "rule_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ALTER COLUMN "rule_version" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ALTER COLUMN "step_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ALTER COLUMN "pattern_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "invoice_run_on" date;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "run_id" uuid;--> statement-breakpoint
ALTER TABLE "sending_run_left_out" ADD CONSTRAINT "sending_run_left_out_organisation_id_run_id_sending_run_organisation_id_id_fk" FOREIGN KEY ("organisation_id","run_id") REFERENCES "public"."sending_run"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sending_run_requested" ON "sending_run" USING btree ("organisation_id","requested_at");--> statement-breakpoint
CREATE INDEX "delivery_run" ON "delivery" USING btree ("organisation_id","run_id") WHERE run_id is not null;--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['sending_run', 'sending_run_left_out'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_organisation ON %I USING (organisation_id = (SELECT app_organisation())) '
      || 'WITH CHECK (organisation_id = (SELECT app_organisation()))', t);
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO dunlin_app', t);
    END IF;
  END LOOP;
END $$;
