CREATE TABLE "file_link" (
	"organisation_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"delivery_id" uuid NOT NULL,
	"invoice_id" text NOT NULL,
	"attachment_id" text,
	"file_name" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "file_link_organisation_id_token_hash_pk" PRIMARY KEY("organisation_id","token_hash")
);
--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "sender" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "sender_check" jsonb;--> statement-breakpoint
ALTER TABLE "delivery_message" ADD COLUMN "addressees" jsonb DEFAULT '{"to":[],"cc":[]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "file_link" ADD CONSTRAINT "file_link_organisation_id_delivery_id_delivery_organisation_id_id_fk" FOREIGN KEY ("organisation_id","delivery_id") REFERENCES "public"."delivery"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_link_delivery" ON "file_link" USING btree ("organisation_id","delivery_id");
--> statement-breakpoint
DO $$
BEGIN
  ALTER TABLE file_link ENABLE ROW LEVEL SECURITY;
  ALTER TABLE file_link FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_organisation ON file_link USING (organisation_id = (SELECT app_organisation()))
    WITH CHECK (organisation_id = (SELECT app_organisation()));
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT SELECT, INSERT, DELETE ON file_link TO dunlin_app;
  END IF;
END $$;
