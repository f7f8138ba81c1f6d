ALTER TABLE "webhook_post" ADD COLUMN "available_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_post" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "webhook_post_received" ON "webhook_post" USING btree ("id") WHERE state = 'received';
--> statement-breakpoint
-- A post that was received is its own work: one row per post in the outbox, and a job for each, cost more than the posts themselves.
CREATE OR REPLACE FUNCTION accept_webhook(post_provider text, post_hash bytea, post_body bytea, post_at timestamptz) RETURNS bigint
LANGUAGE sql VOLATILE SET app.scope = 'system' AS $$
  INSERT INTO webhook_post (provider, body_hash, body, received_at, state, available_at)
  VALUES (post_provider, post_hash, post_body, post_at, 'received', post_at)
  ON CONFLICT (provider, body_hash) DO NOTHING
  RETURNING id
$$;
--> statement-breakpoint
DELETE FROM outbox WHERE name = 'webhook.process';
