CREATE TABLE `builds` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`image_id` integer NOT NULL,
	`number` integer NOT NULL,
	`state` text NOT NULL,
	`spec` text NOT NULL,
	`requested_by` integer NOT NULL,
	`requested_at` integer NOT NULL,
	`started_at` integer,
	`finished_at` integer,
	`cancel_requested_at` integer,
	`cancel_requested_by` integer,
	`base_digest` text,
	`reference` text,
	`digest` text,
	`diagnosis` text,
	`log_lines` integer,
	`log_bytes` integer,
	`log_sha256` text,
	FOREIGN KEY (`image_id`) REFERENCES `images`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`requested_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`cancel_requested_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `builds_number` ON `builds` (`image_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `builds_one_active` ON `builds` (`image_id`) WHERE state IN ('queued', 'running');--> statement-breakpoint
CREATE INDEX `builds_state` ON `builds` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `groups` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `groups_name_unique` ON `groups` (`name`);--> statement-breakpoint
CREATE TABLE `image_groups` (
	`image_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	PRIMARY KEY(`image_id`, `group_id`),
	FOREIGN KEY (`image_id`) REFERENCES `images`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `image_groups_group` ON `image_groups` (`group_id`);--> statement-breakpoint
CREATE TABLE `images` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`description` text NOT NULL,
	`type` text NOT NULL,
	`source` text NOT NULL,
	`reference` text,
	`gpu_reference` text,
	`digest` text,
	`published_build_id` integer,
	`pull_secret_id` integer,
	`is_global` integer NOT NULL,
	`owner_group_id` integer,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`pull_secret_id`) REFERENCES `pull_secrets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`owner_group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "existing_has_reference" CHECK(source <> 'existing' OR reference IS NOT NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `images_name_unique` ON `images` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `images_display_name_unique` ON `images` (`display_name`);--> statement-breakpoint
CREATE TABLE `installed_packages` (
	`build_id` integer NOT NULL,
	`manager` text NOT NULL,
	`name` text NOT NULL,
	`version` text NOT NULL,
	PRIMARY KEY(`build_id`, `manager`, `name`),
	FOREIGN KEY (`build_id`) REFERENCES `builds`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `memberships` (
	`user_id` integer NOT NULL,
	`group_id` integer NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`user_id`, `group_id`),
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`group_id`) REFERENCES `groups`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `memberships_group` ON `memberships` (`group_id`);--> statement-breakpoint
CREATE TABLE `pull_secrets` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`registry` text NOT NULL,
	`username` text NOT NULL,
	`sealed_password` text NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `pull_secrets_name_unique` ON `pull_secrets` (`name`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY NOT NULL,
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`is_administrator` integer NOT NULL,
	`claims_at` integer NOT NULL,
	`refresh_token` text,
	`last_sign_in_at` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_identity` ON `users` (`issuer`,`subject`);