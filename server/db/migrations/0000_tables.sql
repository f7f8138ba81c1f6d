CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organisation_id" uuid,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"available_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"queued_at" timestamp with time zone,
	"last_error" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_event" (
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "webhook_event_provider_event_id_pk" PRIMARY KEY("provider","event_id")
);
--> statement-breakpoint
CREATE TABLE "webhook_post" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "webhook_post_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "webhook_post_body" UNIQUE("provider","body_hash")
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"organisation_id" uuid NOT NULL,
	"id" text NOT NULL,
	"books_version" integer NOT NULL,
	"books_updated_at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"full_name" text NOT NULL,
	"active" boolean NOT NULL,
	"parent_id" text,
	"bill_with_parent" boolean NOT NULL,
	"email" text,
	"term_id" text,
	"currency" text,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customer_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_setting" (
	"organisation_id" uuid NOT NULL,
	"customer_id" text NOT NULL,
	"language" text,
	CONSTRAINT "customer_setting_organisation_id_customer_id_pk" PRIMARY KEY("organisation_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "invoice" (
	"organisation_id" uuid NOT NULL,
	"id" text NOT NULL,
	"books_version" integer NOT NULL,
	"books_updated_at" timestamp with time zone NOT NULL,
	"books_created_at" timestamp with time zone NOT NULL,
	"number" text,
	"customer_id" text,
	"document_on" date NOT NULL,
	"due_on" date,
	"currency" text,
	"total_minor" bigint NOT NULL,
	"open_minor" bigint NOT NULL,
	"state" text NOT NULL,
	"term_id" text,
	"memo_on_invoice" text NOT NULL,
	"memo_on_statement" text NOT NULL,
	"email" text,
	"sent_state" text NOT NULL,
	"custom_fields" jsonb NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"next_plan_on" date,
	"next_contact_on" date,
	"next_rule_id" uuid,
	"next_days" integer,
	CONSTRAINT "invoice_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "sync_run" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"state" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"waiting_until" timestamp with time zone,
	"progress" jsonb NOT NULL,
	"unreadable" integer DEFAULT 0 NOT NULL,
	"problems" jsonb NOT NULL,
	"error_code" text DEFAULT '' NOT NULL,
	CONSTRAINT "sync_run_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "term" (
	"organisation_id" uuid NOT NULL,
	"id" text NOT NULL,
	"books_version" integer NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"due_days" integer,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "term_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "connection" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"provider" text NOT NULL,
	"books_sealed" text NOT NULL,
	"books_index" text NOT NULL,
	"company_name" text NOT NULL,
	"tokens_sealed" text,
	"access_expires_at" timestamp with time zone,
	"refresh_expires_at" timestamp with time zone,
	"refresh_hard_expires_at" timestamp with time zone,
	"state" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"connected_at" timestamp with time zone NOT NULL,
	"connected_by" text NOT NULL,
	"refresh_until" timestamp with time zone,
	"refresh_fence" integer DEFAULT 0 NOT NULL,
	"swept_at" timestamp with time zone,
	"next_sweep_at" timestamp with time zone,
	"calls_this_month" integer DEFAULT 0 NOT NULL,
	"calls_month" text DEFAULT '' NOT NULL,
	CONSTRAINT "connection_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "consent_attempt" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"intent" text NOT NULL,
	"nonce" text NOT NULL,
	"browser_hash" text NOT NULL,
	"reconnect_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"organisation_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "membership_organisation_id_person_id_pk" PRIMARY KEY("organisation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"time_zone_confirmed" boolean NOT NULL,
	"language" text NOT NULL,
	"country" text,
	"home_currency" text,
	"company_email" text,
	"custom_fields" jsonb NOT NULL,
	"reminders_on" boolean DEFAULT false NOT NULL,
	"write_back_sent_mark" boolean DEFAULT false NOT NULL,
	"write_back_status_field_id" text,
	"next_plan_at" timestamp with time zone,
	"synced_at" timestamp with time zone,
	"version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"subject" text NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "person_subject" UNIQUE("provider","subject")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"sid" text PRIMARY KEY NOT NULL,
	"sess" jsonb NOT NULL,
	"expire" timestamp (6) NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"organisation_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "activity_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_name" text NOT NULL,
	"person_id" uuid,
	"invoice_id" text,
	"delivery_id" uuid,
	"detail" json NOT NULL,
	CONSTRAINT "activity_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"organisation_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"invoice_id" text NOT NULL,
	"rule_id" uuid NOT NULL,
	"rule_version" integer NOT NULL,
	"step_id" uuid,
	"phase" text NOT NULL,
	"verdict" text NOT NULL,
	"decided_by" text,
	"gates" json NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"state" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"channel" text NOT NULL,
	"invoice_id" text NOT NULL,
	"rule_id" uuid NOT NULL,
	"rule_version" integer NOT NULL,
	"step_id" uuid NOT NULL,
	"days" smallint NOT NULL,
	"planned_on" date NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"fence" integer DEFAULT 0 NOT NULL,
	"claimed_at" timestamp with time zone,
	"called_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"provider" text,
	"provider_id" text,
	"message_id" text,
	"recipients" jsonb,
	CONSTRAINT "delivery_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "delivery_key" UNIQUE("organisation_id","key")
);
--> statement-breakpoint
CREATE TABLE "delivery_message" (
	"organisation_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"language" text NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"attachments" jsonb NOT NULL,
	CONSTRAINT "delivery_message_organisation_id_delivery_id_pk" PRIMARY KEY("organisation_id","delivery_id")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"organisation_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"delivery_id" uuid NOT NULL,
	"source" text NOT NULL,
	"raw_key" text NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"raw" text NOT NULL,
	CONSTRAINT "evidence_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "evidence_raw" UNIQUE("organisation_id","delivery_id","source","raw_key")
);
--> statement-breakpoint
CREATE TABLE "rule" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"enabled" boolean NOT NULL,
	"position" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "rule_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "rule_version" (
	"organisation_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"enabled" boolean NOT NULL,
	"settings" jsonb NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	CONSTRAINT "rule_version_organisation_id_rule_id_version_pk" PRIMARY KEY("organisation_id","rule_id","version")
);
--> statement-breakpoint
CREATE TABLE "write_back" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"invoice_id" text NOT NULL,
	"state" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"fields" jsonb NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "write_back_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "write_back_delivery" UNIQUE("organisation_id","delivery_id")
);
--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_message" ADD CONSTRAINT "delivery_message_organisation_id_delivery_id_delivery_organisation_id_id_fk" FOREIGN KEY ("organisation_id","delivery_id") REFERENCES "public"."delivery"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_organisation_id_delivery_id_delivery_organisation_id_id_fk" FOREIGN KEY ("organisation_id","delivery_id") REFERENCES "public"."delivery"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_version" ADD CONSTRAINT "rule_version_organisation_id_rule_id_rule_organisation_id_id_fk" FOREIGN KEY ("organisation_id","rule_id") REFERENCES "public"."rule"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "write_back" ADD CONSTRAINT "write_back_organisation_id_delivery_id_delivery_organisation_id_id_fk" FOREIGN KEY ("organisation_id","delivery_id") REFERENCES "public"."delivery"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_waiting_key" ON "outbox" USING btree ("organisation_id","name","key") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("available_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_queued" ON "outbox" USING btree ("queued_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "webhook_event_received" ON "webhook_event" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "customer_name" ON "customer" USING btree ("organisation_id","full_name","id");--> statement-breakpoint
CREATE INDEX "invoice_plan" ON "invoice" USING btree ("organisation_id","next_plan_on") WHERE next_plan_on is not null;--> statement-breakpoint
CREATE INDEX "invoice_due" ON "invoice" USING btree ("organisation_id","state","due_on","id");--> statement-breakpoint
CREATE INDEX "invoice_issued" ON "invoice" USING btree ("organisation_id","document_on","id");--> statement-breakpoint
CREATE INDEX "invoice_customer" ON "invoice" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE INDEX "sync_run_started" ON "sync_run" USING btree ("organisation_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "connection_company" ON "connection" USING btree ("provider","books_index") WHERE state <> 'disconnected';--> statement-breakpoint
CREATE INDEX "connection_next_sweep" ON "connection" USING btree ("next_sweep_at");--> statement-breakpoint
CREATE INDEX "membership_person" ON "membership" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "organisation_next_plan" ON "organisation" USING btree ("next_plan_at");--> statement-breakpoint
CREATE INDEX "session_expire" ON "session" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "activity_invoice" ON "activity" USING btree ("organisation_id","invoice_id","id");--> statement-breakpoint
CREATE INDEX "decision_invoice" ON "decision" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE INDEX "delivery_invoice" ON "delivery" USING btree ("organisation_id","invoice_id");--> statement-breakpoint
CREATE INDEX "delivery_state" ON "delivery" USING btree ("organisation_id","state","claimed_at");