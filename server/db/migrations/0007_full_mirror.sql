CREATE TABLE "attachment" (
	"organisation_id" uuid NOT NULL,
	"id" text NOT NULL,
	"books_version" integer NOT NULL,
	"books_updated_at" timestamp with time zone NOT NULL,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"links" jsonb NOT NULL,
	"state" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attachment_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "credit" (
	"organisation_id" uuid NOT NULL,
	"id" text NOT NULL,
	"books_version" integer NOT NULL,
	"books_updated_at" timestamp with time zone NOT NULL,
	"number" text,
	"customer_id" text,
	"document_on" date NOT NULL,
	"currency" text,
	"total_minor" bigint NOT NULL,
	"remaining_minor" bigint NOT NULL,
	"state" text NOT NULL,
	"payment_ids" jsonb NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "credit_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "invoice_quarantine" (
	"organisation_id" uuid NOT NULL,
	"invoice_id" text NOT NULL,
	"choice" text NOT NULL,
	"step_number" integer,
	"start_on" date,
	"set_at" timestamp with time zone NOT NULL,
	"set_by" text NOT NULL,
	CONSTRAINT "invoice_quarantine_organisation_id_invoice_id_pk" PRIMARY KEY("organisation_id","invoice_id")
);
--> statement-breakpoint
CREATE TABLE "named_record" (
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"record_id" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "named_record_organisation_id_kind_record_id_pk" PRIMARY KEY("organisation_id","kind","record_id")
);
--> statement-breakpoint
CREATE TABLE "payment" (
	"organisation_id" uuid NOT NULL,
	"id" text NOT NULL,
	"books_version" integer NOT NULL,
	"books_updated_at" timestamp with time zone NOT NULL,
	"customer_id" text,
	"received_on" date NOT NULL,
	"currency" text,
	"total_minor" bigint NOT NULL,
	"unapplied_minor" bigint NOT NULL,
	"state" text NOT NULL,
	"invoice_ids" jsonb NOT NULL,
	"credit_ids" jsonb NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payment_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "sync_hour" (
	"organisation_id" uuid NOT NULL,
	"hour_at" timestamp with time zone NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"calls" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "sync_hour_organisation_id_hour_at_pk" PRIMARY KEY("organisation_id","hour_at")
);
--> statement-breakpoint
ALTER TABLE "write_back" ALTER COLUMN "delivery_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "write_back" ALTER COLUMN "invoice_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_run" ADD COLUMN "requested_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_run" ADD COLUMN "whole" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_run" ADD COLUMN "changed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sync_run" ADD COLUMN "moved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "next_check_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "throttled_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "paused_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "write_back_note" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "write_back_email" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "native_reminders" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "native_reminders_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "native_reminders_by" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "went_live_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "stale_after_hours" integer DEFAULT 24 NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "payments_within_days" integer;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "reconciled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "reconciled_by" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "stale_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "kinds_synced_at" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "write_back" ADD COLUMN "kind" text DEFAULT 'sent' NOT NULL;--> statement-breakpoint
ALTER TABLE "write_back" ADD COLUMN "customer_id" text;--> statement-breakpoint
ALTER TABLE "write_back" ADD COLUMN "requested_by" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "write_back" ADD COLUMN "undo_of" uuid;--> statement-breakpoint
ALTER TABLE "invoice_quarantine" ADD CONSTRAINT "invoice_quarantine_organisation_id_invoice_id_invoice_organisation_id_id_fk" FOREIGN KEY ("organisation_id","invoice_id") REFERENCES "public"."invoice"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "credit_open" ON "credit" USING btree ("organisation_id","customer_id") WHERE remaining_minor > 0 and state = 'live';--> statement-breakpoint
CREATE INDEX "payment_on_account" ON "payment" USING btree ("organisation_id","customer_id") WHERE unapplied_minor > 0 and state = 'live';--> statement-breakpoint
CREATE INDEX "connection_next_check" ON "connection" USING btree ("next_check_at");--> statement-breakpoint
CREATE INDEX "write_back_created" ON "write_back" USING btree ("organisation_id","created_at");--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['payment', 'credit', 'attachment', 'named_record', 'sync_hour', 'invoice_quarantine'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_organisation ON %I USING (organisation_id = (SELECT app_organisation())) '
      || 'WITH CHECK (organisation_id = (SELECT app_organisation()))', t);
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO dunlin_app', t);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- A webhook names records of several organisations at once; the worker that sorts them is in none of them.
CREATE POLICY system_work ON named_record USING ((SELECT app_is_system())) WITH CHECK ((SELECT app_is_system()));
