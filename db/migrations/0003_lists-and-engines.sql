CREATE TABLE `engines` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`address` text NOT NULL,
	`ca_certificate` text DEFAULT '' NOT NULL,
	`client_certificate` text DEFAULT '' NOT NULL,
	`sealed_client_key` text DEFAULT '' NOT NULL,
	`builds_at_once` integer NOT NULL,
	`is_enabled` integer DEFAULT true NOT NULL,
	`report` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `engines_name_unique` ON `engines` (`name`);--> statement-breakpoint
ALTER TABLE `builds` ADD `engine_id` integer REFERENCES engines(id) ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE `images` ADD `updated_by` integer REFERENCES users(id);--> statement-breakpoint
ALTER TABLE `images` ADD `gpu_facts` text;--> statement-breakpoint
ALTER TABLE `images` ADD `source_digest` text;--> statement-breakpoint
ALTER TABLE `images` ADD `source_fault` text;--> statement-breakpoint
ALTER TABLE `images` ADD `source_checked_at` integer;--> statement-breakpoint
ALTER TABLE `images` ADD `last_build_id` integer;--> statement-breakpoint
ALTER TABLE `images` ADD `last_build_at` integer;--> statement-breakpoint
ALTER TABLE `images` ADD `last_build_state` text;--> statement-breakpoint
ALTER TABLE `images` ADD `audience` text DEFAULT '' NOT NULL;