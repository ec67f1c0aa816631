ALTER TABLE `images` ADD `is_ready` integer GENERATED ALWAYS AS ((reference IS NOT NULL)) VIRTUAL NOT NULL;--> statement-breakpoint
ALTER TABLE `images` ADD `state` text GENERATED ALWAYS AS ((CASE WHEN last_build_state IN ('queued', 'running') THEN 'building'
  WHEN reference IS NOT NULL THEN 'ready'
  WHEN last_build_state IN ('failed', 'cancelled', 'interrupted') THEN last_build_state ELSE 'not ready' END)) VIRTUAL NOT NULL;--> statement-breakpoint
ALTER TABLE `images` ADD `description_order` text GENERATED ALWAYS AS ((lower(substr(description, 1, 64)))) VIRTUAL NOT NULL;--> statement-breakpoint
ALTER TABLE `images` ADD `audience_order` text GENERATED ALWAYS AS ((lower(substr(audience, 1, 64)))) VIRTUAL NOT NULL;--> statement-breakpoint
ALTER TABLE `images` ADD `last_build_order` integer GENERATED ALWAYS AS ((coalesce(last_build_at, 0))) VIRTUAL NOT NULL;--> statement-breakpoint
CREATE INDEX `images_by_name` ON `images` (`name`,`id`,`type`,`source`,`is_ready`,`last_build_state`,`is_global`,`owner_group_id`);--> statement-breakpoint
CREATE INDEX `images_by_display_name` ON `images` (`display_name`,`id`,`type`,`source`,`is_ready`,`last_build_state`,`is_global`,`owner_group_id`);--> statement-breakpoint
CREATE INDEX `images_by_type` ON `images` (`type`,`id`,`source`,`is_ready`,`last_build_state`,`is_global`,`owner_group_id`);--> statement-breakpoint
CREATE INDEX `images_by_description` ON `images` (`description_order`,`id`,`type`,`source`,`is_ready`,`last_build_state`,`is_global`,`owner_group_id`);--> statement-breakpoint
CREATE INDEX `images_by_audience` ON `images` (`audience_order`,`id`,`type`,`source`,`is_ready`,`last_build_state`,`is_global`,`owner_group_id`);--> statement-breakpoint
CREATE INDEX `images_by_state` ON `images` (`state`,`id`,`type`,`source`,`is_ready`,`last_build_state`,`is_global`,`owner_group_id`);--> statement-breakpoint
CREATE INDEX `images_by_last_build` ON `images` (`last_build_order`,`id`,`type`,`source`,`is_ready`,`last_build_state`,`is_global`,`owner_group_id`);--> statement-breakpoint
CREATE INDEX `images_by_update` ON `images` (`updated_at`,`id`,`type`,`source`,`is_ready`,`last_build_state`,`is_global`,`owner_group_id`);--> statement-breakpoint
CREATE INDEX `images_global` ON `images` (`is_global`);--> statement-breakpoint
CREATE INDEX `images_owner` ON `images` (`owner_group_id`);--> statement-breakpoint
CREATE INDEX `images_published_build` ON `images` (`published_build_id`);--> statement-breakpoint
CREATE INDEX `installed_packages_name` ON `installed_packages` (name COLLATE NOCASE,`build_id`);--> statement-breakpoint
CREATE INDEX `installed_packages_build` ON `installed_packages` (`build_id`,name COLLATE NOCASE);--> statement-breakpoint
-- What lists sort by is kept by triggers: it stays right on every way to builds, groups and images, also on cascades,
-- in later code and by hand. A migration that makes one of these tables anew loses its triggers and makes them again.
CREATE VIEW `last_builds` AS
SELECT i.id AS image_id, b.id, b.requested_at, b.state FROM images i
LEFT JOIN builds b ON b.image_id = i.id AND b.number = (SELECT max(n.number) FROM builds n WHERE n.image_id = i.id);
--> statement-breakpoint
CREATE TRIGGER `builds_added` AFTER INSERT ON `builds` BEGIN
  UPDATE images SET (last_build_id, last_build_at, last_build_state) =
    (SELECT l.id, l.requested_at, l.state FROM last_builds l WHERE l.image_id = images.id) WHERE id = NEW.image_id;
END;
--> statement-breakpoint
CREATE TRIGGER `builds_changed` AFTER UPDATE OF `image_id`, `number`, `state`, `requested_at` ON `builds` BEGIN
  UPDATE images SET (last_build_id, last_build_at, last_build_state) =
    (SELECT l.id, l.requested_at, l.state FROM last_builds l WHERE l.image_id = images.id)
  WHERE id IN (OLD.image_id, NEW.image_id);
END;
--> statement-breakpoint
CREATE TRIGGER `builds_deleted` AFTER DELETE ON `builds` BEGIN
  UPDATE images SET (last_build_id, last_build_at, last_build_state) =
    (SELECT l.id, l.requested_at, l.state FROM last_builds l WHERE l.image_id = images.id) WHERE id = OLD.image_id;
END;
--> statement-breakpoint
CREATE VIEW `audiences` AS
SELECT i.id AS image_id, CASE WHEN i.is_global THEN 'Global' ELSE coalesce((
  SELECT group_concat(g.name, ', ' ORDER BY g.name COLLATE NOCASE, g.name) FROM groups g
  WHERE g.id = i.owner_group_id OR g.id IN (SELECT s.group_id FROM image_groups s WHERE s.image_id = i.id)
), '') END AS audience FROM images i;
--> statement-breakpoint
CREATE TRIGGER `images_added_audience` AFTER INSERT ON `images` BEGIN
  UPDATE images SET audience = (SELECT a.audience FROM audiences a WHERE a.image_id = NEW.id) WHERE id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER `images_changed_audience` AFTER UPDATE OF `is_global`, `owner_group_id` ON `images` BEGIN
  UPDATE images SET audience = (SELECT a.audience FROM audiences a WHERE a.image_id = NEW.id) WHERE id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER `image_groups_added` AFTER INSERT ON `image_groups` BEGIN
  UPDATE images SET audience = (SELECT a.audience FROM audiences a WHERE a.image_id = images.id)
  WHERE id = NEW.image_id;
END;
--> statement-breakpoint
CREATE TRIGGER `image_groups_changed` AFTER UPDATE ON `image_groups` BEGIN
  UPDATE images SET audience = (SELECT a.audience FROM audiences a WHERE a.image_id = images.id)
  WHERE id IN (OLD.image_id, NEW.image_id);
END;
--> statement-breakpoint
CREATE TRIGGER `image_groups_deleted` AFTER DELETE ON `image_groups` BEGIN
  UPDATE images SET audience = (SELECT a.audience FROM audiences a WHERE a.image_id = images.id)
  WHERE id = OLD.image_id;
END;
--> statement-breakpoint
CREATE TRIGGER `groups_renamed` AFTER UPDATE OF `name` ON `groups` BEGIN
  UPDATE images SET audience = (SELECT a.audience FROM audiences a WHERE a.image_id = images.id)
  WHERE owner_group_id = NEW.id OR id IN (SELECT s.image_id FROM image_groups s WHERE s.group_id = NEW.id);
END;
--> statement-breakpoint
-- Three characters at a time, so that any part of a word is found. The two line breaks behind each text let its last
-- characters begin a three too: words of one or two characters are found by where the index's words begin.
CREATE VIRTUAL TABLE `image_words` USING fts5(
  name, display_name, description, type, content = '', contentless_delete = 1, tokenize = 'trigram'
);
--> statement-breakpoint
CREATE VIRTUAL TABLE `image_word_places` USING fts5vocab('image_words', 'instance');
--> statement-breakpoint
CREATE TRIGGER `images_added_words` AFTER INSERT ON `images` BEGIN
  INSERT INTO image_words (rowid, name, display_name, description, type) VALUES (NEW.id, NEW.name || char(10, 10),
    NEW.display_name || char(10, 10), NEW.description || char(10, 10), NEW.type || char(10, 10));
END;
--> statement-breakpoint
CREATE TRIGGER `images_changed_words` AFTER UPDATE OF `id`, `name`, `display_name`, `description`, `type` ON `images`
WHEN (OLD.id, OLD.name, OLD.display_name, OLD.description, OLD.type) <>
  (NEW.id, NEW.name, NEW.display_name, NEW.description, NEW.type)
BEGIN
  DELETE FROM image_words WHERE rowid = OLD.id;
  INSERT INTO image_words (rowid, name, display_name, description, type) VALUES (NEW.id, NEW.name || char(10, 10),
    NEW.display_name || char(10, 10), NEW.description || char(10, 10), NEW.type || char(10, 10));
END;
--> statement-breakpoint
CREATE TRIGGER `images_deleted_words` AFTER DELETE ON `images` BEGIN
  DELETE FROM image_words WHERE rowid = OLD.id;
END;
--> statement-breakpoint
UPDATE images SET audience = (SELECT a.audience FROM audiences a WHERE a.image_id = images.id),
  (last_build_id, last_build_at, last_build_state) =
    (SELECT l.id, l.requested_at, l.state FROM last_builds l WHERE l.image_id = images.id);
--> statement-breakpoint
INSERT INTO image_words (rowid, name, display_name, description, type)
SELECT id, name || char(10, 10), display_name || char(10, 10), description || char(10, 10), type || char(10, 10)
FROM images;
