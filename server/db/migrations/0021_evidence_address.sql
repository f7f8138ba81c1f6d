ALTER TABLE "delivery_message" ADD COLUMN "envelope" jsonb;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "address" text;