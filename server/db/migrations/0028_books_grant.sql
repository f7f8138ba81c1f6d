CREATE TABLE "books_grant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"key_index" text NOT NULL,
	"tokens_sealed" text NOT NULL,
	"access_expires_at" timestamp with time zone NOT NULL,
	"refresh_expires_at" timestamp with time zone NOT NULL,
	"refresh_hard_expires_at" timestamp with time zone,
	"refresh_until" timestamp with time zone,
	"refresh_fence" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "books_grant_key" UNIQUE("provider","key_index")
);
--> statement-breakpoint
ALTER TABLE "attachment" ALTER COLUMN "books_version" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "credit" ALTER COLUMN "books_version" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "customer" ALTER COLUMN "books_version" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "invoice" ALTER COLUMN "books_version" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "payment" ALTER COLUMN "books_version" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "term" ALTER COLUMN "books_version" SET DATA TYPE bigint;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "grant_id" uuid;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "end_try_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "connection" ADD CONSTRAINT "connection_grant_id_books_grant_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."books_grant"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "connection_grant" ON "connection" USING btree ("grant_id");--> statement-breakpoint
-- Whose role owns the tables may be bound by the policies as well, and then would move nothing.
ALTER TABLE connection NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- A grant keeps the id of the connection it came from: what is sealed opens only beside it. Of a company that was connected more than
-- once the tokens in use count.
INSERT INTO books_grant (id, provider, key_index, tokens_sealed, access_expires_at, refresh_expires_at, refresh_hard_expires_at)
  SELECT DISTINCT ON (provider, books_index) id, provider, books_index, tokens_sealed, coalesce(access_expires_at, 'epoch'),
    coalesce(refresh_expires_at, 'epoch'), refresh_hard_expires_at
  FROM connection WHERE tokens_sealed IS NOT NULL
  ORDER BY provider, books_index, state = 'disconnected', connected_at DESC;
--> statement-breakpoint
UPDATE connection SET grant_id = g.id, end_try_at = CASE WHEN state = 'disconnected' THEN connection.refresh_until END
  FROM books_grant g
  WHERE g.provider = connection.provider AND g.key_index = connection.books_index AND connection.tokens_sealed IS NOT NULL;
--> statement-breakpoint
ALTER TABLE connection FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE books_grant ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE books_grant FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Belongs to no organisation; one sees those that its own connections use.
CREATE POLICY of_own_connection ON books_grant USING (EXISTS (SELECT FROM connection c WHERE c.grant_id = books_grant.id
  AND c.organisation_id = (SELECT app_organisation())));
--> statement-breakpoint
-- Consent and the end of access, which must know whether anybody else uses the same tokens.
CREATE POLICY system_work ON books_grant USING ((SELECT app_is_system())) WITH CHECK ((SELECT app_is_system()));
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON books_grant TO dunlin_app;
  END IF;
END $$;
