CREATE TABLE `given_ids` (
	`kind` text PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `given_names` (
	`name` text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
-- Triggers, so that no way of adding a row can forget it. What was deleted before is known from the audit trail, and
-- pull secrets from the builds that remember them.
INSERT INTO `given_names` SELECT name FROM images
  UNION SELECT json_extract(coalesce(after, before), '$.name') FROM audit_trail
  WHERE action LIKE 'image.%' AND json_extract(coalesce(after, before), '$.name') IS NOT NULL;
--> statement-breakpoint
INSERT INTO `given_ids` SELECT 'groups', coalesce(max(id), 0) FROM (
  SELECT id FROM groups UNION ALL SELECT CAST(target_id AS integer) FROM audit_trail WHERE action LIKE 'group.%');
--> statement-breakpoint
INSERT INTO `given_ids` SELECT 'pull_secrets', coalesce(max(id), 0) FROM (
  SELECT id FROM pull_secrets UNION ALL SELECT CAST(target_id AS integer) FROM audit_trail WHERE action LIKE 'secret.%'
  UNION ALL SELECT json_extract(spec, '$.pullSecretId') FROM builds);
--> statement-breakpoint
INSERT INTO `given_ids` SELECT 'engines', coalesce(max(id), 0) FROM (
  SELECT id FROM engines UNION ALL SELECT CAST(target_id AS integer) FROM audit_trail WHERE action LIKE 'engine.%');
--> statement-breakpoint
INSERT INTO `given_ids` SELECT 'images', coalesce(max(id), 0) FROM (
  SELECT id FROM images UNION ALL SELECT CAST(target_id AS integer) FROM audit_trail WHERE action LIKE 'image.%');
--> statement-breakpoint
CREATE TRIGGER `groups_given` AFTER INSERT ON `groups` BEGIN
  UPDATE given_ids SET last = max(last, NEW.id) WHERE kind = 'groups';
END;
--> statement-breakpoint
CREATE TRIGGER `pull_secrets_given` AFTER INSERT ON `pull_secrets` BEGIN
  UPDATE given_ids SET last = max(last, NEW.id) WHERE kind = 'pull_secrets';
END;
--> statement-breakpoint
CREATE TRIGGER `engines_given` AFTER INSERT ON `engines` BEGIN
  UPDATE given_ids SET last = max(last, NEW.id) WHERE kind = 'engines';
END;
--> statement-breakpoint
CREATE TRIGGER `images_given` AFTER INSERT ON `images` BEGIN
  UPDATE given_ids SET last = max(last, NEW.id) WHERE kind = 'images';
  INSERT INTO given_names SELECT NEW.name WHERE NOT EXISTS (SELECT 1 FROM given_names WHERE name = NEW.name);
END;
