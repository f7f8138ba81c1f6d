CREATE INDEX "webhook_post_kept" ON "webhook_post" USING btree ("received_at") WHERE octet_length(body) > 0;--> statement-breakpoint
CREATE INDEX "file_link_expires" ON "file_link" USING btree ("expires_at");
--> statement-breakpoint
-- Links whose time is over lead nowhere; the clock forgets them, whosever they are.
CREATE POLICY system_work ON file_link USING ((SELECT app_is_system())) WITH CHECK (false);
