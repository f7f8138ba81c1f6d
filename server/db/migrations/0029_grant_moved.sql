ALTER TABLE "connection" DROP COLUMN "tokens_sealed";--> statement-breakpoint
ALTER TABLE "connection" DROP COLUMN "access_expires_at";--> statement-breakpoint
ALTER TABLE "connection" DROP COLUMN "refresh_expires_at";--> statement-breakpoint
ALTER TABLE "connection" DROP COLUMN "refresh_hard_expires_at";--> statement-breakpoint
ALTER TABLE "connection" DROP COLUMN "refresh_until";--> statement-breakpoint
ALTER TABLE "connection" DROP COLUMN "refresh_fence";