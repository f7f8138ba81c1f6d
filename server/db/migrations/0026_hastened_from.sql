ALTER TABLE "delivery" ADD COLUMN "hastened_from" timestamp with time zone;--> statement-breakpoint
UPDATE "delivery" SET "hastened_from" = "leaves_at" WHERE "hastened";
