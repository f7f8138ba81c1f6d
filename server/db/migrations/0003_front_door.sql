-- Turns per connection, shared by all processes (server/limiter.ts). Unlogged: after a crash every window may start anew.
CREATE UNLOGGED TABLE rate_limit (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
--> statement-breakpoint
-- Stores a verified webhook body and the work that it makes, in one statement and one trip to the database. A body that came before
-- adds nothing. Runs with the caller's rights; the setting opens the outbox for this call alone.
CREATE FUNCTION accept_webhook(post_provider text, post_hash bytea, post_body bytea, post_at timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE SET app.scope = 'system' AS $$
  WITH post AS (
    INSERT INTO webhook_post (provider, body_hash, body, received_at, state)
    VALUES (post_provider, post_hash, post_body, post_at, 'received')
    ON CONFLICT (provider, body_hash) DO NOTHING
    RETURNING id
  )
  INSERT INTO outbox (organisation_id, name, key, payload, available_at)
  SELECT NULL, 'webhook.process', post.id::text, jsonb_build_object('postId', post.id), post_at FROM post
  RETURNING (payload ->> 'postId')::bigint
$$;
--> statement-breakpoint
-- One index per order that the list of invoices offers; without a day or number counts as last. A list over several states merges
-- one ordered range per state (server/db/invoice-list.ts).
CREATE INDEX invoice_list_due ON invoice (organisation_id, state, coalesce(due_on, 'infinity'::date), id);
--> statement-breakpoint
CREATE INDEX invoice_list_issued ON invoice (organisation_id, state, document_on, id);
--> statement-breakpoint
CREATE INDEX invoice_list_open ON invoice (organisation_id, state, open_minor, id);
--> statement-breakpoint
CREATE INDEX invoice_list_number ON invoice (organisation_id, state, (coalesce(lower(number), '')) text_pattern_ops, id);
--> statement-breakpoint
CREATE INDEX invoice_total ON invoice (organisation_id, total_minor);
--> statement-breakpoint
CREATE INDEX invoice_term ON invoice (organisation_id, term_id) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX activity_kind ON activity (organisation_id, kind, id);
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO dunlin_app;
  END IF;
END $$;
