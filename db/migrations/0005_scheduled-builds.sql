ALTER TABLE `builds` ADD `scheduled_for` text;--> statement-breakpoint
ALTER TABLE `builds` ADD `turn` integer;--> statement-breakpoint
CREATE INDEX `builds_turn` ON `builds` (`turn`);--> statement-breakpoint
CREATE UNIQUE INDEX `builds_scheduled_once` ON `builds` (`image_id`,`scheduled_for`) WHERE scheduled_for IS NOT NULL;--> statement-breakpoint
ALTER TABLE `images` ADD `rebuilds_on_new_base` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `images_rebuilt_by_themselves` ON `images` (`id`) WHERE rebuilds_on_new_base;--> statement-breakpoint
UPDATE `builds` SET `turn` = c.turn
FROM (SELECT id, row_number() OVER (ORDER BY started_at, id) AS turn FROM builds WHERE started_at IS NOT NULL) c
WHERE c.id = builds.id;
