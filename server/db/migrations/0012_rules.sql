CREATE TABLE "decision_pattern" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"gates" json NOT NULL,
	CONSTRAINT "decision_pattern_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "decision_pattern" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "decision_pattern" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY own_organisation ON "decision_pattern" USING (organisation_id = (SELECT app_organisation()))
  WITH CHECK (organisation_id = (SELECT app_organisation()));--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON decision_pattern TO dunlin_app;
  END IF;
END $$;--> statement-breakpoint
DROP INDEX "delivery_state";--> statement-breakpoint
-- Messages planned before kept their decision in a row of its own; they have no pattern.
ALTER TABLE "delivery" ADD COLUMN "reminder_class" text;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "bundle" text;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "customer_id" text;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "pattern_id" uuid DEFAULT '00000000-0000-0000-0000-000000000000' NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "saw" json DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "leaves_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "left_with" uuid;--> statement-breakpoint
-- Row-level security is forced on the owner too; this is the one statement that must see all organisations.
ALTER TABLE "delivery" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "delivery" d SET "reminder_class" = "condition", "leaves_at" = "planned_at",
  "customer_id" = (SELECT i.customer_id FROM invoice i WHERE i.organisation_id = d.organisation_id AND i.id = d.invoice_id);--> statement-breakpoint
ALTER TABLE "delivery" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "delivery" ALTER COLUMN "reminder_class" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ALTER COLUMN "leaves_at" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ALTER COLUMN "pattern_id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "delivery" ALTER COLUMN "saw" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "rule" ADD COLUMN "created_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "rule" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "rule" SET "created_at" = "changed_at";--> statement-breakpoint
ALTER TABLE "rule" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "rule" ALTER COLUMN "created_at" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "delivery_open" ON "delivery" USING btree ("organisation_id","bundle") WHERE state in ('planned', 'claimed');--> statement-breakpoint
CREATE INDEX "delivery_contact" ON "delivery" USING btree ("organisation_id","customer_id","called_at") WHERE called_at is not null;
