-- What the planner keeps moves out of the mirror into a narrow table of its own: it changes with every plan, and each change of an
-- invoice row would touch every index of the list.
DROP INDEX invoice_plan, invoice_due, invoice_issued;
--> statement-breakpoint
CREATE TABLE invoice_plan (
  organisation_id uuid NOT NULL,
  invoice_id text NOT NULL,
  next_plan_on date,
  next_contact_on date,
  next_rule_id uuid,
  next_days integer,
  CONSTRAINT invoice_plan_organisation_id_invoice_id_pk PRIMARY KEY (organisation_id, invoice_id),
  CONSTRAINT invoice_plan_organisation_id_invoice_id_invoice_organisation_id_id_fk
    FOREIGN KEY (organisation_id, invoice_id) REFERENCES invoice (organisation_id, id)
) WITH (fillfactor = 70);
--> statement-breakpoint
INSERT INTO invoice_plan
SELECT organisation_id, id, next_plan_on, next_contact_on, next_rule_id, next_days FROM invoice
WHERE state = 'open' OR next_plan_on IS NOT NULL OR next_contact_on IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoice_plan_next ON invoice_plan (organisation_id, next_plan_on, invoice_id) WHERE next_plan_on IS NOT NULL;
--> statement-breakpoint
ALTER TABLE invoice
  DROP COLUMN next_plan_on, DROP COLUMN next_contact_on, DROP COLUMN next_rule_id, DROP COLUMN next_days;
--> statement-breakpoint
ALTER TABLE invoice_plan ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE invoice_plan FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY own_organisation ON invoice_plan
  USING (organisation_id = (SELECT app_organisation())) WITH CHECK (organisation_id = (SELECT app_organisation()));
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON invoice_plan TO dunlin_app;
  END IF;
END $$;
