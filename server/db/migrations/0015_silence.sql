CREATE TABLE "dispute" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"invoice_id" text NOT NULL,
	"amount_minor" bigint,
	"reason" text NOT NULL,
	"owner" text NOT NULL,
	"until_on" date,
	"state" text NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	CONSTRAINT "dispute_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "mute" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"level" text NOT NULL,
	"subject_id" text NOT NULL,
	"until_on" date,
	"reason" text NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	CONSTRAINT "mute_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "promise" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"invoice_id" text NOT NULL,
	"amount_minor" bigint,
	"open_minor" bigint NOT NULL,
	"promised_on" date NOT NULL,
	"grace_days" smallint NOT NULL,
	"last_on" date NOT NULL,
	"source" text NOT NULL,
	"note" text NOT NULL,
	"state" text NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "promise_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "task" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"customer_id" text,
	"invoice_id" text,
	"delivery_id" uuid,
	"due_on" date NOT NULL,
	"owner_id" uuid,
	"owner" text,
	"note" text NOT NULL,
	"state" text NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text,
	CONSTRAINT "task_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "task_key" UNIQUE("organisation_id","key")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_open" ON "dispute" USING btree ("organisation_id","invoice_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "mute_open" ON "mute" USING btree ("organisation_id","level","subject_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "promise_open" ON "promise" USING btree ("organisation_id","invoice_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "promise_invoice" ON "promise" USING btree ("organisation_id","invoice_id","created_at");--> statement-breakpoint
CREATE INDEX "promise_last" ON "promise" USING btree ("last_on") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "task_due" ON "task" USING btree ("organisation_id","state","due_on","id");
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['mute', 'promise', 'dispute', 'task'] LOOP
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
-- The clock finds promises whose last day is over wherever they are, only to learn which organisation to enter.
CREATE POLICY system_look ON promise FOR SELECT USING ((SELECT app_is_system()));
