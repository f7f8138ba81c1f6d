ALTER TABLE "connection" ADD COLUMN "refused_looks" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "next_look_at" timestamp with time zone;