CREATE TABLE `pull_secret_groups` (
	`pull_secret_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	PRIMARY KEY(`pull_secret_id`, `group_id`),
	FOREIGN KEY (`pull_secret_id`) REFERENCES `pull_secrets`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `__new_memberships` (
	`user_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	`role` text NOT NULL,
	`origin` text DEFAULT 'claims' NOT NULL,
	PRIMARY KEY(`user_id`, `group_id`, `origin`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
INSERT INTO `__new_memberships`("user_id", "group_id", "role", "origin") SELECT "user_id", "group_id", "role", 'claims' FROM `memberships`;--> statement-breakpoint
DROP TABLE `memberships`;--> statement-breakpoint
ALTER TABLE `__new_memberships` RENAME TO `memberships`;--> statement-breakpoint
CREATE INDEX `memberships_group` ON `memberships` (`group_id`);--> statement-breakpoint
ALTER TABLE `builds` ADD `is_fresh` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `groups` ADD `origin` text DEFAULT 'claims' NOT NULL;--> statement-breakpoint
ALTER TABLE `groups` ADD `description` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `images` ADD `revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `images` ADD `facts` text;