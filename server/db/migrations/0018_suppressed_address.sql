CREATE TABLE "suppressed_address" (
	"organisation_id" uuid NOT NULL,
	"address" text NOT NULL,
	"reason" text NOT NULL,
	"delivery_id" uuid NOT NULL,
	"suppressed_at" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" text,
	CONSTRAINT "suppressed_address_organisation_id_address_pk" PRIMARY KEY("organisation_id","address")
);
--> statement-breakpoint
ALTER TABLE "suppressed_address" ADD CONSTRAINT "suppressed_address_organisation_id_delivery_id_delivery_organisation_id_id_fk" FOREIGN KEY ("organisation_id","delivery_id") REFERENCES "public"."delivery"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
DO $$
BEGIN
  ALTER TABLE suppressed_address ENABLE ROW LEVEL SECURITY;
  ALTER TABLE suppressed_address FORCE ROW LEVEL SECURITY;
  CREATE POLICY own_organisation ON suppressed_address USING (organisation_id = (SELECT app_organisation()))
    WITH CHECK (organisation_id = (SELECT app_organisation()));
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT SELECT, INSERT, UPDATE ON suppressed_address TO dunlin_app;
  END IF;
END $$;
