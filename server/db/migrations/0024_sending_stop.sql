ALTER TABLE "organisation" ADD COLUMN "sending_stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "sending_stopped_reason" text;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "sending_resumed_at" timestamp with time zone;