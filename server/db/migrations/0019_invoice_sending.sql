CREATE TABLE "invoice_sending" (
	"organisation_id" uuid NOT NULL,
	"invoice_id" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "invoice_sending_organisation_id_invoice_id_pk" PRIMARY KEY("organisation_id","invoice_id")
);
--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "invoice_sending" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "invoice_sending_since" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "invoice_sending_waiting" ON "invoice_sending" USING btree ("organisation_id","invoice_id") WHERE state = 'to-send';
--> statement-breakpoint
DO $$
BEGIN
  ALTER TABLE invoice_sending ENABLE ROW LEVEL SECURITY;
  ALTER TABLE invoice_sending FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_organisation ON invoice_sending USING (organisation_id = (SELECT app_organisation()))
    WITH CHECK (organisation_id = (SELECT app_organisation()));
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT SELECT, INSERT, UPDATE ON invoice_sending TO dunlin_app;
  END IF;
END $$;
