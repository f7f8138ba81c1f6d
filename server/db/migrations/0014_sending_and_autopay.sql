ALTER TABLE "customer_setting" ADD COLUMN "autopay" boolean;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "sending" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "sending_holidays" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "sending_holidays_on" date;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "autopay" jsonb DEFAULT '{}'::jsonb NOT NULL;