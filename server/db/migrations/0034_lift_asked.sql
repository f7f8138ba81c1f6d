ALTER TABLE "suppressed_address" ADD COLUMN "lift_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "suppressed_address" ADD COLUMN "lift_asked_by" text;