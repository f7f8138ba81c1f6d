-- What the list of invoices sorts and searches by, ready in the row. Under row-level security an expression such as lower(number) is
-- not asked of an index, since the function could leak what it sees; a plain column is.
ALTER TABLE invoice
  ADD COLUMN due_key date NOT NULL GENERATED ALWAYS AS (coalesce(due_on, 'infinity'::date)) STORED,
  ADD COLUMN number_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (coalesce(lower(number), '')) STORED;
--> statement-breakpoint
DROP INDEX invoice_list_due, invoice_list_number;
--> statement-breakpoint
CREATE INDEX invoice_list_due ON invoice (organisation_id, state, due_key, id);
--> statement-breakpoint
CREATE INDEX invoice_list_number ON invoice (organisation_id, state, number_key, id);
