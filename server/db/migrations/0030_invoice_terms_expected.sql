ALTER TABLE "invoice" ADD COLUMN "terms_of_customer" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "expected_on" date;