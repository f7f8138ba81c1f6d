ALTER TABLE "organisation" ADD COLUMN "sender" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "sender_check" jsonb;