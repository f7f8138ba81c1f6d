CREATE TABLE "reply" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"delivery_id" uuid NOT NULL,
	"post_id" bigint NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"forward" text NOT NULL,
	"called_at" timestamp with time zone,
	CONSTRAINT "reply_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "reply_key" UNIQUE("organisation_id","key")
);
--> statement-breakpoint
CREATE TABLE "reply_address" (
	"token" text PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "delivery_message" ADD COLUMN "envelope" jsonb;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "mute" ADD COLUMN "replied_on" date;--> statement-breakpoint
ALTER TABLE "reply" ADD CONSTRAINT "reply_organisation_id_delivery_id_delivery_organisation_id_id_fk" FOREIGN KEY ("organisation_id","delivery_id") REFERENCES "public"."delivery"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_address" ADD CONSTRAINT "reply_address_organisation_id_delivery_id_delivery_organisation_id_id_fk" FOREIGN KEY ("organisation_id","delivery_id") REFERENCES "public"."delivery"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reply_address_delivery" ON "reply_address" USING btree ("organisation_id","delivery_id");--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['reply', 'reply_address'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own_organisation ON %I USING (organisation_id = (SELECT app_organisation())) '
      || 'WITH CHECK (organisation_id = (SELECT app_organisation()))', t);
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO dunlin_app', t);
    END IF;
  END LOOP;
END $$;
--> statement-breakpoint
-- A mail that comes in names a token only; whose it is tells which organisation to enter.
CREATE POLICY system_look ON reply_address FOR SELECT USING ((SELECT app_is_system()));
