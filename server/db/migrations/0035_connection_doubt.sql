ALTER TABLE "connection" ADD COLUMN "refused_looks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "next_look_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "consent_choice" ADD COLUMN "end_try_at" timestamp with time zone;